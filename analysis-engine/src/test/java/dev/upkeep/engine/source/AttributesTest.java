package dev.upkeep.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributesTest {

    @Test
    void foldersAndEndingsThatAreMarkedAreWhatTheyAreMarkedAs() {
        Attributes attributes = ofRoot("""
                lib/** linguist-vendored
                *.pb.go linguist-generated=true
                lib/own/** -linguist-vendored
                """);

        assertThat(attributes.of("lib/a.js")).contains(Context.VENDORED);
        assertThat(attributes.of("api/shop.pb.go")).contains(Context.GENERATED);
        assertThat(attributes.of("lib/own/a.js")).isEmpty();
    }

    @Test
    void whatOnlyShapesTheStatisticsOfLanguagesSaysNothingOfAFile() {
        Attributes attributes = ofRoot("""
                * linguist-vendored
                *.rs linguist-vendored=false
                *.html linguist-documentation
                """);

        assertThat(attributes.of("Cargo.toml")).isEmpty();
        assertThat(attributes.of("src/main.rs")).isEmpty();
        assertThat(attributes.of("web/index.html")).isEmpty();
    }

    @Test
    void aFileInAFolderSpeaksOfThatFolderAlone() {
        Attributes attributes = Attributes.read(
                Map.of(".gitattributes", "*.css linguist-vendored", "client/.gitattributes", "* linguist-generated"));

        assertThat(attributes.of("client/api/shop.ts")).contains(Context.GENERATED);
        assertThat(attributes.of("server/shop.ts")).isEmpty();
    }

    private static Attributes ofRoot(String text) {
        return Attributes.read(Map.of(".gitattributes", text));
    }
}
