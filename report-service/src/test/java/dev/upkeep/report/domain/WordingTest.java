package dev.upkeep.report.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WordingTest {

    @Test
    void figuresReadTheSameEverywhere() {
        assertThat(Wording.number(1_734.5)).isEqualTo("1,734.5");
        assertThat(Wording.number(0.1)).isEqualTo("0.1");
        assertThat(Wording.number(0.0042)).isEqualTo("0.0042");
        assertThat(Wording.number(100.0)).isEqualTo("100");
        assertThat(Wording.count(1, "query")).isEqualTo("1 query");
        assertThat(Wording.count(2_000, "query")).isEqualTo("2,000 queries");
    }

    @Test
    void durationsAreInTheUnitThatPeoplePlanIn() {
        assertThat(Wording.duration(45)).isEqualTo("45 min");
        assertThat(Wording.duration(208)).isEqualTo("3.5 h");
        assertThat(Wording.duration(1_920)).isEqualTo("32 h (4 days)");
    }

    @Test
    void aShareOfSomethingIsNeverZero() {
        assertThat(Wording.share(0)).isEqualTo("0 %");
        assertThat(Wording.share(0.001)).isEqualTo("under 1 %");
        assertThat(Wording.share(0.634)).isEqualTo("63 %");
    }

    @Test
    void foreignTextNeitherBreaksALineNorSteersATerminal() {
        assertThat(Wording.printable("a\nb\u001b[31m\u202Ec")).isEqualTo("a\\nb\\u001b[31m\\u202ec");
        assertThat(Wording.oneLine(" two \r\n lines ")).isEqualTo("two lines");
    }

    @Test
    void aStateIsNamedByAsMuchOfItsIdAsTellsItFromOthers() {
        assertThat(Wording.shortSha("3f786850e387550fdab836ed7e6dc881de23001b")).isEqualTo("3f786850e387");
        assertThat(Wording.shortSha("tree-4672099813835ab575965eba8c9876148bab2c25"))
                .isEqualTo("tree-467209981383");
    }

    @Test
    void aMomentIsSaidToTheMinute() {
        assertThat(Wording.moment(Instant.parse("2026-11-20T09:30:59.123Z"))).isEqualTo("2026-11-20 09:30 UTC");
    }
}
