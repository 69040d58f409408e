package dev.upkeep.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathContextsTest {

    @ParameterizedTest
    @CsvSource({
        "shop/src/main/java/com/example/Order.java, JAVA, PRODUCTION",
        "shop/src/main/resources/templates/order.html, HTML, PRODUCTION",
        "packages/app/src/main/ipc/__tests__/dump.ts, TYPESCRIPT, TEST",
        "packages/app/src/main/window.ts, TYPESCRIPT, PRODUCTION",
        "shop/tests/order.rs, RUST, TEST",
    })
    void packageNamesBelowTheMavenLayoutAreNoConventions(String path, Language language, Context context) {
        assertThat(PathContexts.of(path, language)).isEqualTo(context);
    }
}
