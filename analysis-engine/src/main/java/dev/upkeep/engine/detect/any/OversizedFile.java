package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.any.SplitProposal.Group;
import dev.upkeep.engine.facts.FileFacts.ContextRange;
import dev.upkeep.engine.facts.FileFacts.Item;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A source file of more lines than the limit, inline tests counted apart. One that is long by what it explains, with less
 * than half of the limit in code, is not too large to keep in mind.
 */
final class OversizedFile implements RepositoryDetector {

    private static final String RULE = "any/oversized-file";
    private static final int MOST_PARTS_NAMED = 4;
    private static final Set<Context> NOBODY_WRITES = EnumSet.of(Context.GENERATED, Context.VENDORED);
    private static final Set<Language> CODE = Language.ofProgramsAnd(Language.SHELL);

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        int limit = repository.settings().thresholds().fileLines();
        repository.files().stream()
                .filter(file -> CODE.contains(file.language()))
                .filter(file -> !NOBODY_WRITES.contains(file.context()))
                .filter(file -> !isData(file))
                .forEach(file -> check(file, limit, sink));
    }

    private static void check(AnalysedFile file, int limit, FindingSink sink) {
        int all = file.facts().lines().total();
        int inlineTests = inlineTestLines(file);
        int lines = all - inlineTests;
        if (lines > limit && file.facts().lines().code() * 2 >= limit) {
            List<Group> groups = SplitProposal.of(production(file));
            Draft draft = Draft.of(RULE, Location.file(file.path()))
                    .with("lines", lines)
                    .with("inlineTestLines", inlineTests)
                    .with("codeLines", file.facts().lines().code())
                    .with("limit", limit);
            sink.report(groups.isEmpty() ? draft : proposing(draft, lines, groups));
        }
    }

    /** Nine tenths of its code are literals: there is nothing to keep in mind. */
    private static boolean isData(AnalysedFile file) {
        int code = file.facts().lines().code();
        return file.facts().words().getOrDefault(DataFacts.LINES, Set.of()).stream()
                .anyMatch(lines -> Integer.parseInt(lines) * 10 >= code * 9);
    }

    private static Draft proposing(Draft draft, int lines, List<Group> groups) {
        boolean whole = isWhole(lines, groups);
        List<Group> parts = whole
                ? groups
                : groups.stream().filter(group -> group.lines() * 2 < lines).toList();
        if (parts.isEmpty()) {
            return draft;
        }
        String named = parts.stream().limit(MOST_PARTS_NAMED).map(Group::named).collect(Collectors.joining(", "));
        String proposal = whole
                ? "it falls into {parts} parts that refer only to what stays: "
                : "what could move out, referring only to what stays: ";
        return draft.with("groups", parts.stream().map(Group::figures).toList())
                .with("parts", parts.size())
                .message("{lines} lines without inline tests, the limit is {limit}; " + proposal + named);
    }

    /** Whether the groups are most of the file, and none of them is nearly all of it. */
    private static boolean isWhole(int lines, List<Group> groups) {
        int all = groups.stream().mapToInt(Group::lines).sum();
        int largest = groups.stream().mapToInt(Group::lines).max().orElse(0);
        return all * 2 >= lines && largest * 4 < lines * 3;
    }

    private static List<Item> production(AnalysedFile file) {
        return file.facts().items().stream()
                .filter(item -> file.contextAt(item.startLine()) == file.context())
                .toList();
    }

    /** Each line once: a module of tests and the tests in it are places of their own. */
    private static int inlineTestLines(AnalysedFile file) {
        BitSet lines = new BitSet();
        for (ContextRange range : file.facts().contexts()) {
            if (range.context() == Context.TEST) {
                lines.set(range.startLine(), range.endLine() + 1);
            }
        }
        return lines.cardinality();
    }
}
