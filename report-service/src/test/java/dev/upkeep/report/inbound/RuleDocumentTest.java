package dev.upkeep.report.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuleDocumentTest {

    @Test
    void theFrontMatterIsTakenApartAndTheTextStays() {
        RuleDocument document = RuleDocument.read("""
                ---
                id: any/thing
                title: "A \\"thing\\": with colon"
                effort: { setup: 5m, each: 5m }
                ---
                What it is.
                """);

        assertThat(document.fact("title")).isEqualTo("A \"thing\": with colon");
        assertThat(document.markdown()).isEqualTo("What it is.\n");
    }

    @Test
    void aTextWithoutFrontMatterIsAllText() {
        assertThat(RuleDocument.read("Just text").markdown()).isEqualTo("Just text");
    }

    @Test
    void everyRuleOfTheJarHasATitle() {
        assertThat(new RulePages().all().values())
                .isNotEmpty()
                .allSatisfy(document -> assertThat(document.fact("title")).isNotBlank());
    }
}
