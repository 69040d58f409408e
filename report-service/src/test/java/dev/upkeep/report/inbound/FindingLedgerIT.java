package dev.upkeep.report.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.upkeep.events.AnalysisRefused;
import dev.upkeep.events.EventIds;
import dev.upkeep.events.RepositoryRef;
import dev.upkeep.report.Infrastructure;
import dev.upkeep.report.RunningAnalysis;
import dev.upkeep.report.SampleAnalysis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Which analysis is before which, whatever order they end in. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class FindingLedgerIT {

    @Inject
    OtherServices others;

    @Test
    void neitherALateAnalysisOfAnOlderCommitNorARefusedOneChangesWhatNewerOnesSay() {
        RunningAnalysis first = main("late", "first", 0);
        RunningAnalysis second = main("late", "second", 120);
        RunningAnalysis between = main("late", "between", 60);
        RunningAnalysis refused = main("late", "refused", 150);
        RunningAnalysis third = main("late", "third", 180);
        others.complete(first);
        others.complete(second);
        String before = report(second);

        others.complete(between);
        refused.events().stream().limit(2).forEach(others::say);
        others.say(new AnalysisRefused(
                refused.id(),
                new RepositoryRef("late", "acme/late", "/srv/late", "local", "main"),
                "refs/heads/main",
                AnalysisRefused.Reason.TOO_SLOW,
                "took too long",
                SampleAnalysis.COMMITTED,
                null));
        others.awaitState(refused.id(), "REFUSED");
        others.complete(third);

        assertThat(report(second)).isEqualTo(before);
        given().get("/api/v1/analyses/{id}/report", between.id()).then().body("baseline.commit", equalTo("first"));
        given().get("/api/v1/analyses/{id}/report", third.id())
                .then()
                .body("baseline.commit", equalTo("second"))
                .body("findings[0].status", equalTo("open"))
                .body("findings[0].since", equalTo(SampleAnalysis.COMMITTED.toString()))
                .body("fixed", hasSize(0));
    }

    @Test
    void aBranchIsHeldAgainstItselfAndTheDefaultBranchNeverAgainstAnother() {
        others.complete(main("branches", "first", 0));
        RunningAnalysis topic = on("refs/heads/topic", "topic", 10);
        others.complete(topic);
        RunningAnalysis second = main("branches", "second", 20);
        others.complete(second);
        RunningAnalysis later = on("refs/heads/topic", "later", 30);
        others.complete(later);

        assertThat(baseline(topic)).isEqualTo("first");
        assertThat(baseline(second)).isEqualTo("first");
        assertThat(baseline(later)).isEqualTo("topic");
    }

    private static String baseline(RunningAnalysis analysis) {
        return given().get("/api/v1/analyses/{id}/report.json", analysis.id())
                .jsonPath()
                .getString("baseline.commit");
    }

    private static String report(RunningAnalysis analysis) {
        return given().get("/api/v1/analyses/{id}/report.json", analysis.id()).asString();
    }

    private static RunningAnalysis main(String repository, String commit, int secondsLater) {
        return new RunningAnalysis(
                EventIds.of("ledger", repository, commit),
                repository,
                commit,
                SampleAnalysis.COMMITTED.plusSeconds(secondsLater),
                SampleAnalysis.COMMITTED.plusSeconds(600));
    }

    private static RunningAnalysis on(String ref, String commit, int secondsLater) {
        RunningAnalysis same = main("branches", commit, secondsLater);
        return new RunningAnalysis(same.id(), same.repositoryId(), commit, ref, same.committedAt(), same.requestedAt());
    }
}
