package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Comments that say that something is left to do: the word stands where a sentence begins, in capitals. */
final class TodoComment implements SyntaxDetector {

    private static final String RULE = "any/todo-comment";
    private static final List<String> MARKS = List.of("TODO", "FIXME", "HACK", "XXX");
    private static final Pattern MARK =
            Pattern.compile("^[\\s/*#!<>;-]*(?:@)?(TODO|FIXME|HACK|XXX)\\b(?:\\([^)]*\\))?[:\\s-]*(.{0,80})");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public Set<Language> languages() {
        return Language.ofProgramsAnd(Language.SHELL);
    }

    @Override
    public Set<String> kinds() {
        return Set.of("comment", "line_comment", "block_comment");
    }

    @Override
    public void visit(Node node, SourceFile file, FindingSink sink) {
        if (file.context() == Context.GENERATED) {
            return;
        }
        String comment = node.text();
        if (MARKS.stream().noneMatch(comment::contains)) {
            return;
        }
        List<String> lines = comment.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            Matcher mark = MARK.matcher(lines.get(at));
            if (mark.find()) {
                sink.report(Draft.of(RULE, Location.line(file.path(), node.startLine() + at))
                        .with("mark", mark.group(1))
                        .with("text", mark.group(2).replace("*/", "").strip()));
            }
        }
    }
}
