package dev.upkeep.report.domain;

import static dev.upkeep.report.domain.Seen.around;
import static dev.upkeep.report.domain.Seen.call;
import static dev.upkeep.report.domain.Seen.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.events.ReportedFinding.Traits;
import dev.upkeep.report.domain.FindingMatching.Pair;
import dev.upkeep.report.domain.FindingMatching.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingMatchingTest {

    private static final Sighting PRICE = call("src/price.rs", 10, "price", "let total = read(order).unwrap();");
    private static final Sighting TAX = call("src/price.rs", 30, "tax", "let rate = rates.get(country).unwrap();");

    @Test
    void movedLinesAreTheSame() {
        Sighting moved = call("src/price.rs", 510, "price", "let total = read(order).unwrap();");

        assertThat(match(List.of(PRICE), List.of(moved))).containsExactly(new Pair(0, 0, Reason.SAME_PLACE));
    }

    @Test
    void reformattedCodeIsTheSame() {
        Sighting spaced = call("src/price.rs", 10, "price", "let total =\n    read( order ).unwrap();");
        Sighting broken = call("src/price.rs", 31, "tax", ".unwrap();");

        assertThat(match(List.of(PRICE, TAX), List.of(spaced, broken)))
                .containsExactly(new Pair(0, 0, Reason.SAME_PLACE), new Pair(1, 1, Reason.SAME_MESSAGE));
    }

    @Test
    void aRenamedFileKeepsItsFindingsAlsoWhereTheyWereEdited() {
        Sighting price = call("src/pricing.rs", 10, "price", "let total = read(order).unwrap();");
        Sighting tax = around("src/pricing.rs", 30, "tax", "let rate = rates.get(land).unwrap();", "a", "b");

        assertThat(match(List.of(PRICE, TAX), List.of(price, tax)))
                .containsExactly(new Pair(0, 0, Reason.MOVED), new Pair(1, 1, Reason.SAME_MESSAGE));
    }

    @Test
    void aFunctionThatMovedToAnotherFileTakesItsFindingsAlong() {
        Sighting moved = around("src/shared.rs", 3, "price", PRICE.snippet(), "elsewhere", "elsewhere too");

        assertThat(match(List.of(PRICE, TAX), List.of(moved, TAX)))
                .containsExactly(new Pair(0, 0, Reason.MOVED), new Pair(1, 1, Reason.SAME_PLACE));
    }

    @Test
    void ofTwoTwinsTheOneThatIsLeftIsKnownByItsNeighbours() {
        Sighting first = around("src/price.rs", 10, "price", "x.unwrap()", "one", "two");
        Sighting second = around("src/price.rs", 20, "price", "x.unwrap()", "three", "four");
        Sighting left = around("src/price.rs", 10, "price", "x.unwrap()", "three", "four");

        assertThat(match(List.of(first, second), List.of(left))).containsExactly(new Pair(1, 0, Reason.SAME_PLACE));
    }

    @Test
    void ofTwoTwinsWithTheSameNeighboursTheNearerOneIsLeft() {
        List<Sighting> twins = List.of(
                around("src/price.rs", 10, "price", "x.unwrap()", "", ""),
                around("src/price.rs", 40, "price", "x.unwrap()", "", ""));
        Sighting left = around("src/price.rs", 39, "price", "x.unwrap()", "", "");

        assertThat(match(twins, List.of(left))).containsExactly(new Pair(1, 0, Reason.SAME_PLACE));
    }

    @Test
    void aDuplicatedSnippetIsOneMoreFinding() {
        Sighting copy = around("src/price.rs", 11, "price", PRICE.snippet(), "x", "y");

        assertThat(match(List.of(PRICE), List.of(PRICE, copy))).containsExactly(new Pair(0, 0, Reason.SAME_PLACE));
    }

    @Test
    void aRenamedFunctionKeepsItsFindings() {
        Sighting renamed = call("src/price.rs", 10, "total_price", PRICE.snippet());

        assertThat(match(List.of(PRICE), List.of(renamed))).containsExactly(new Pair(0, 0, Reason.SAME_CODE));
    }

    @Test
    void aSmallEditOnTheSpotIsTheSame() {
        Sighting edited =
                message(call("src/price.rs", 12, "", "let total = read(order).unwrap(); // now"), "other words");

        assertThat(match(List.of(message(call("src/price.rs", 10, "", PRICE.snippet()), "words")), List.of(edited)))
                .containsExactly(new Pair(0, 0, Reason.NEARBY));
    }

    @Test
    void aFigureThatChangedIsTheSameFinding() {
        Sighting longFunction =
                message(call("src/price.rs", 10, "price", "fn price(a: u8) {"), "`price` has 120 lines");
        Sighting longer =
                message(call("src/price.rs", 90, "price", "pub fn price() -> u8 {"), "`price` has 1,140 lines");

        assertThat(match(List.of(longFunction), List.of(longer)))
                .containsExactly(new Pair(0, 0, Reason.SAME_BUT_FIGURES));
    }

    @Test
    void codeThatStandsEverywhereHasNotMoved() {
        Sighting old = around("src/a.rs", 10, "new", ".unwrap()", "a", "b");
        Sighting recent = around("src/b.rs", 90, "new", ".unwrap()", "c", "d");

        assertThat(match(List.of(old), List.of(recent))).isEmpty();
    }

    @Test
    void aFileThatLeftItsFolderKeepsWhatWasEditedOnTheWay() {
        Sighting old = message(call("old/price.rs", 10, "price", "fn price(a: u8) {"), "`price` has 120 lines");
        Sighting recent = message(call("new/price.rs", 90, "price", "fn price() -> u8 {"), "`price` has 99 lines");
        Sighting other = message(call("new/price.rs", 90, "price", "fn price() -> u8 {"), "`price2` has 99 lines");

        assertThat(match(List.of(old), List.of(recent))).containsExactly(new Pair(0, 0, Reason.MOVED));
        assertThat(match(List.of(old), List.of(other))).isEmpty();
    }

    @Test
    void codeThatStandsEverywhereIsNotTheSameInAnotherFunction() {
        Sighting old = message(around("src/a.rs", 10, "new", ".unwrap()", "a", "b"), "words");
        Sighting recent = message(around("src/a.rs", 90, "run", ".unwrap()", "c", "d"), "other words");
        Sighting neighbour = message(around("src/a.rs", 90, "run", ".unwrap()", "a", "d"), "other words");

        assertThat(match(List.of(old), List.of(recent))).isEmpty();
        assertThat(match(List.of(old), List.of(neighbour))).containsExactly(new Pair(0, 0, Reason.SAME_CODE));
    }

    @Test
    void anotherThingThatIsSaidOfTheSameFunctionIsAnotherFinding() {
        Sighting old = message(call("src/a.rs", 10, "run", "let files = list();"), "9 lines stand also at b.rs:4-12");
        Sighting recent = message(call("src/a.rs", 60, "run", "} else {"), "9 lines stand also at c.rs:4-12");

        assertThat(match(List.of(old), List.of(recent))).isEmpty();
    }

    @Test
    void codeThatCouldHaveComeFromTwoFilesCameFromTheOneOfItsName() {
        Sighting wrong = around("old/other.rs", 10, "price", PRICE.snippet(), "a", "b");
        Sighting right = around("old/price.rs", 10, "price", PRICE.snippet(), "a", "b");
        Sighting recent = around("new/price.rs", 10, "price", PRICE.snippet(), "a", "b");

        assertThat(match(List.of(wrong, right), List.of(recent))).containsExactly(new Pair(1, 0, Reason.MOVED));
    }

    @Test
    void withoutTraitsTheFingerprintDecides() {
        Sighting bare = new Sighting("fp", Seen.RULE, "a.rs", 1, "m", "s", new Traits("", "", "", ""));
        Sighting later = new Sighting("fp", Seen.RULE, "a.rs", 100, "other", "t", bare.traits());

        assertThat(match(List.of(bare), List.of(later))).containsExactly(new Pair(0, 0, Reason.SAME_PLACE));
    }

    @Test
    void anotherRuleOnTheSameLineIsAnotherFinding() {
        Sighting other = new Sighting(
                PRICE.fingerprint(),
                "rust/blocking-call",
                PRICE.path(),
                PRICE.startLine(),
                PRICE.message(),
                PRICE.snippet(),
                PRICE.traits());

        assertThat(match(List.of(PRICE), List.of(other))).isEmpty();
    }

    @Test
    void whatIsBackIsKnownByItsCodeAlone() {
        Sighting edited = around("src/price.rs", 10, "price", "let total = fetch(order).unwrap();", "a", "b");

        assertThat(FindingMatching.ofSameCode(List.of(PRICE), List.of(PRICE))).hasSize(1);
        assertThat(FindingMatching.ofSameCode(List.of(PRICE), List.of(edited))).isEmpty();
    }

    private static List<Pair> match(List<Sighting> before, List<Sighting> after) {
        return FindingMatching.of(before, after);
    }
}
