package dev.upkeep.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GeneratedMarksTest {

    @Test
    void aWorkerThatWorkboxWroteIsGenerated() {
        assertThat(
                        of(
                                "/** Copyright of its authors */\n// If the loader is already loaded, just stop.\nif (!self.define) {\n}\n"))
                .isEqualTo(Context.GENERATED);
        assertThat(PathContexts.of("web/public/workbox-9f2f79cf.js", Language.JAVASCRIPT))
                .isEqualTo(Context.GENERATED);
        assertThat(PathContexts.of("web/src/workbox-settings.js", Language.JAVASCRIPT))
                .isEqualTo(Context.PRODUCTION);
    }

    @Test
    void numberedModulesOfABundlerAreGeneratedAlsoWhenTheyWereFormatted() {
        String head =
                "!(function (e, t) {\n  'object' == typeof exports ? (module.exports = t()) : (e.lib = t());\n})(this, () => ({\n";
        assertThat(of(head
                        + "  12: (e, t, n) => {\n  },\n  137: function (e, t) {\n  },\n  2045: (e) => {\n  },\n}));\n"))
                .isEqualTo(Context.GENERATED);
        assertThat(of(head + "  12: (e, t, n) => {\n  },\n}));\n")).isEqualTo(Context.PRODUCTION);
        assertThat(of("export const steps = {\n  1: (a) => {\n  },\n  2: (a) => {\n  },\n  3: (a) => {\n  },\n};\n"))
                .isEqualTo(Context.PRODUCTION);
    }

    private static Context of(String content) {
        return GeneratedMarks.of(content.getBytes(StandardCharsets.UTF_8), Language.JAVASCRIPT);
    }
}
