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
        repository.model(StrandedSources.MODEL).all().forEach(folder -> sink.report(draft(folder)));
    }

    /** One cause is one finding: at the file that would be the root of the crate. */
    private static Draft draft(StrandedSources.Folder folder) {
        AnalysedFile first = folder.files().getFirst();
        int code = folder.files().stream()
                .mapToInt(file -> file.facts().lines().code())
                .sum();
        long tests = folder.files().stream().mapToLong(UnreachableFile::tests).sum();
        String files = folder.files().size() == 1 ? "this file" : "this file and {others} more in its folders";
        return Draft.of(RULE, Location.file(first.path()))
                .with("others", folder.files().size() - 1)
                .with("files", folder.files().size())
                .with("codeLines", code)
                .with("tests", tests)
                .with("manifest", folder.manifest())
                .message("no crate compiles " + files
                        + ": `{manifest}` is a workspace without a package; {codeLines} lines of code" + tests(tests));
    }

    private static long tests(AnalysedFile file) {
        return file.facts().links().stream()
                .filter(link -> link.kind().equals("test"))
                .count();
    }

    private static Draft draft(UnreachableFiles.Lost lost) {
        AnalysedFile file = lost.file();
        long tests = tests(file);
        Draft draft = Draft.of(
                        RULE,
                        new Location(
                                file.path(), 1, Math.max(1, file.facts().lines().total()), true))
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

    /** Macros may write more of them. */
    private static String tests(long tests) {
        return tests == 0
                ? ""
                : tests == 1 ? ", and at least 1 test that never runs" : ", and at least {tests} tests that never run";
    }

    private static String message(UnreachableFiles.Lost lost) {
        String size = "{codeLines} lines of code" + tests(tests(lost.file()));
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
