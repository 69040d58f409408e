package dev.upkeep.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttributesTest {

    @Test
    void folders_and_endings_that_are_marked_are_what_they_are_marked_as() {
        Attributes attributes = Attributes.read("""
                lib/** linguist-vendored
                *.pb.go linguist-generated=true
                lib/own/** -linguist-vendored
                """);

        assertThat(attributes.of("lib/a.js")).contains(Context.VENDORED);
        assertThat(attributes.of("api/shop.pb.go")).contains(Context.GENERATED);
        assertThat(attributes.of("lib/own/a.js")).isEmpty();
    }

    @Test
    void what_only_shapes_the_statistics_of_languages_says_nothing_of_a_file() {
        Attributes attributes = Attributes.read("""
                * linguist-vendored
                *.rs linguist-vendored=false
                *.html linguist-documentation
                """);

        assertThat(attributes.of("Cargo.toml")).isEmpty();
        assertThat(attributes.of("src/main.rs")).isEmpty();
        assertThat(attributes.of("web/index.html")).isEmpty();
    }
}
