package dev.upkeep.analyzer.application;

import dev.upkeep.analyzer.application.AttemptLedger.Attempts;
import dev.upkeep.analyzer.domain.FindingParts;
import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.analyzer.domain.Refusal;
import dev.upkeep.engine.AnalysisInterruptedException;
import dev.upkeep.engine.AnalysisResult;
import dev.upkeep.engine.Analyzer;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.events.AnalysisCompleted;
import dev.upkeep.events.AnalysisRefused.Reason;
import dev.upkeep.events.AnalysisStage;
import dev.upkeep.events.CommitRef;
import dev.upkeep.events.FindingsReported;
import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.platform.failure.TransientFailure;
import dev.upkeep.platform.messaging.EventPublisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Reads one commit and says what was found: {@code AnalysisStarted}, progress, parts of findings, and at the end
 * {@code AnalysisCompleted}, or {@code AnalysisRefused} with the reason. Done again for the same change it says the
 * same again, under the same event ids.
 */
public final class AnalyzeRepository {

    private final RepositorySource source;
    private final Analyzer engine;
    private final EventPublisher events;
    private final AttemptLedger attempts;
    private final Bounds bounds;

    /** What bounds one analysis, and the clock that measures it. */
    public record Bounds(Clock clock, Duration time, int attempts) {}

    public AnalyzeRepository(
            RepositorySource source, Analyzer engine, EventPublisher events, AttemptLedger attempts, Bounds bounds) {
        this.source = source;
        this.engine = engine;
        this.events = events;
        this.attempts = attempts;
        this.bounds = bounds;
    }

    /**
     * Does all of it on the calling thread and returns when the broker has the last event.
     *
     * @throws TransientFailure where trying again later may help
     */
    public void analyze(RepositoryChanged change, Stages stages) {
        AnalysisPublisher publisher = new AnalysisPublisher(events, change, stages.traceId());
        Attempts attempt = attempts.begin(change.changeId());
        if (attempt.number() > bounds.attempts()) {
            publisher.refused(quarantined(attempt), bounds.clock().instant());
            attempts.end(change.changeId());
            return;
        }
        boolean comesBack = false;
        try {
            new Run(change, publisher, stages).perform();
        } catch (TransientFailure failure) {
            comesBack = true;
            attempts.failed(change.changeId(), String.valueOf(failure.getMessage()));
            throw failure;
        } finally {
            if (!comesBack) {
                attempts.end(change.changeId());
            }
        }
    }

    private Refusal quarantined(Attempts attempt) {
        String last = attempt.lastFailure().isEmpty()
                ? "the analyser died without a word, most likely for lack of memory or in native code"
                : attempt.lastFailure();
        return new Refusal(
                Reason.INTERNAL_ERROR,
                "The analysis was started " + (attempt.number() - 1)
                        + " times and never reached its end; the last time: " + last
                        + ". It is not tried again; see the analyser's log, then request a new scan.");
    }

    /** One attempt. */
    private final class Run {

        private final RepositoryChanged change;
        private final AnalysisPublisher publisher;
        private final Stages stages;
        private final AnalysisProgress progress;
        private final Instant startedAt = bounds.clock().instant();

        Run(RepositoryChanged change, AnalysisPublisher publisher, Stages stages) {
            this.change = change;
            this.publisher = publisher;
            this.stages = stages;
            this.progress = new AnalysisProgress(change, publisher, stages, bounds.clock());
        }

        void perform() {
            publisher.started(startedAt);
            switch (limited()) {
                case Outcome.Done<Report>(Report report) -> publish(report);
                case Outcome.Refused<Report>(Refusal refusal) ->
                    publisher.refused(refusal, bounds.clock().instant());
            }
        }

        private Outcome<Report> limited() {
            try (TimeLimit limit = new TimeLimit(bounds.time())) {
                return read(limit);
            }
        }

        private Outcome<Report> read(TimeLimit limit) {
            try {
                return progress.stage(
                                AnalysisStage.MIRROR,
                                () -> source.open(change.repository(), change.ref(), change.after()))
                        .then(this::analyse);
            } catch (AnalysisInterruptedException | TransientFailure failure) {
                if (limit.isOver()) {
                    return Outcome.refused(Reason.TOO_SLOW, tooSlow());
                }
                throw failure;
            }
        }

        private Outcome<Report> analyse(OpenedRepository opened) {
            try (opened) {
                return ConfiguredSettings.of(change.configuration(), opened.tree())
                        .then(settings -> Outcome.of(analyse(opened, settings)));
            }
        }

        private Report analyse(OpenedRepository opened, Settings settings) {
            LocalDate today = LocalDate.ofInstant(startedAt, ZoneOffset.UTC);
            AnalysisResult result = engine.analyze(
                    opened.tree(), () -> stages.stage("history", opened::history), settings, today, progress);
            return new Report(opened.commit(), settings, result);
        }

        private void publish(Report report) {
            progress.stage(AnalysisStage.PUBLISH, () -> {
                List<FindingsReported> parts = FindingParts.of(
                        change.changeId(),
                        change.repositoryId(),
                        report.result().findings().stream()
                                .map(ReportMapping::finding)
                                .toList(),
                        id -> ReportMapping.rule(report.result().catalog().rule(id)));
                parts.forEach(publisher::say);
                publisher.say(completed(report, parts.size()));
                return parts.size();
            });
        }

        private AnalysisCompleted completed(Report report, int parts) {
            return new AnalysisCompleted(
                    change.changeId(),
                    change.repository(),
                    report.commit(),
                    change.occurredAt(),
                    startedAt,
                    bounds.clock().instant(),
                    report.result().rulesetVersion(),
                    parts,
                    report.result().findings().size(),
                    report.settings().budgetMinutes(),
                    ReportMapping.coverage(report.result().coverage()),
                    ReportMapping.metrics(report.result()),
                    stages.traceId().orElse(null),
                    report.result().rules());
        }

        private String tooSlow() {
            return "The analysis took longer than " + bounds.time().toSeconds()
                    + " s and was stopped. Ignore generated folders in .upkeep.yaml, or have"
                    + " upkeep.analyzer.limits.analysis-time raised.";
        }
    }

    /** What is to be published of one commit. */
    private record Report(CommitRef commit, Settings settings, AnalysisResult result) {}
}
