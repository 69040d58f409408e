package dev.upkeep.scoring.application;

import dev.upkeep.events.EventCodec;
import dev.upkeep.events.FindingsScored;
import dev.upkeep.events.FindingsScored.FindingScore;
import dev.upkeep.events.Improvement;
import dev.upkeep.scoring.domain.ScoredPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Cuts scores into messages by their encoded size, a quarter below the limit. Thread-safe. */
final class ScoreParts {

    private static final int MOST_BYTES = EventCodec.MAX_MESSAGE_BYTES * 3 / 4;

    private final EventCodec codec = new EventCodec();

    /** The parts, numbered from 0; none for an analysis without findings. */
    List<FindingsScored> of(UUID analysisId, String repositoryId, ScoredPlan plan) {
        Cutting cutting = new Cutting(analysisId, repositoryId);
        plan.improvements().forEach(cutting::add);
        plan.findings().forEach(cutting::add);
        return cutting.finish();
    }

    /** The parts so far and the one that is being filled. */
    private final class Cutting {

        private final UUID analysisId;
        private final String repositoryId;
        private final int envelope;
        private final List<FindingsScored> parts = new ArrayList<>();
        private List<Improvement> improvements = new ArrayList<>();
        private List<FindingScore> findings = new ArrayList<>();
        private int size;

        Cutting(UUID analysisId, String repositoryId) {
            this.analysisId = analysisId;
            this.repositoryId = repositoryId;
            this.envelope = size(List.of(), List.of());
            this.size = envelope;
        }

        void add(Improvement improvement) {
            makeRoom(size(List.of(improvement), List.of()) - envelope);
            improvements.add(improvement);
        }

        void add(FindingScore finding) {
            makeRoom(size(List.of(), List.of(finding)) - envelope);
            findings.add(finding);
        }

        List<FindingsScored> finish() {
            if (!improvements.isEmpty() || !findings.isEmpty()) {
                close();
            }
            return List.copyOf(parts);
        }

        private void makeRoom(int bytes) {
            int withComma = bytes + 1;
            if (size + withComma > MOST_BYTES) {
                close();
            }
            size += withComma;
        }

        private void close() {
            parts.add(part(improvements, findings));
            improvements = new ArrayList<>();
            findings = new ArrayList<>();
            size = envelope;
        }

        private int size(List<Improvement> some, List<FindingScore> others) {
            return codec.encode(part(some, others)).length;
        }

        private FindingsScored part(List<Improvement> some, List<FindingScore> others) {
            return new FindingsScored(analysisId, repositoryId, parts.size(), some, others);
        }
    }
}
