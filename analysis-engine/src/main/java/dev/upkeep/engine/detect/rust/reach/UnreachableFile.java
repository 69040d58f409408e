package dev.upkeep.engine.detect.rust.reach;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.Set;

/** A source file that no target compiles: see {@link UnreachableFiles} for what is taken as evidence. */
public final class UnreachableFile implements RepositoryDetector {

    private static final String RULE = "rust/unreachable-file";
    private static final double DOUBTFUL = 0.6;
    private static final int SMALL = 30;

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        repository.model(UnreachableFiles.MODEL).all().forEach(lost -> sink.report(draft(lost)));
    }

    private static Draft draft(UnreachableFiles.Lost lost) {
        AnalysedFile file = lost.file();
        long tests = file.facts().links().stream()
                .filter(link -> link.kind().equals("test"))
                .count();
        Draft draft = Draft.of(
                        RULE,
                        new Location(
                                file.path(), 1, Math.max(1, file.facts().lines().total())))
                .with("module", lost.module())
                .with("parent", lost.parent())
                .with("lines", file.facts().lines().total())
                .with("codeLines", file.facts().lines().code())
                .with("tests", tests)
                .with("commentedOut", lost.commentedOut())
                .message(message(lost));
        boolean small = tests == 0 && file.facts().lines().code() < SMALL;
        draft = small ? draft.severity(Severity.LOW) : draft;
        return lost.certain() ? draft : draft.confidence(DOUBTFUL);
    }

    private static String message(UnreachableFiles.Lost lost) {
        String size = "{codeLines} lines of code";
        if (lost.parent().isEmpty()) {
            return "no crate compiles this file: " + size;
        }
        if (lost.commentedOut()) {
            return "no crate compiles this file: `mod {module};` in `{parent}` is commented out; " + size;
        }
        return lost.parentIsLost()
                ? "no crate compiles this file: it lies below `{parent}`, which none compiles either; " + size
                : "no crate compiles this file: `{parent}` has no `mod {module};`; " + size;
    }
}
