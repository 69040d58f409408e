package dev.upkeep.engine.detect.script.syntax;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Comments that tell a linter to let something pass: somebody has seen it there and means it. */
public final class LintDirectives {

    private static final Pattern COMMENT = Pattern.compile("\\s*(//|\\{?/\\*|\\*).*");
    private static final Set<String> BODIES = Set.of("program", "statement_block", "class_body", "switch_case");
    private static final int LONGEST_REASON = 5;

    private LintDirectives() {}

    /** How comments switch off any of these checks, which are parts of a pattern. */
    public static Pattern of(String checks) {
        return Pattern.compile("(disable|ignore)\\b.*(" + checks + ")");
    }

    /**
     * Whether a comment on the node's line, above it, or above anything that it is part of up to the statement, switches a
     * check off, or one that holds for its file or the rest of it.
     */
    public static boolean allow(Node node, SourceFile file, Pattern directive) {
        List<String> lines = file.lines();
        if (directive.matcher(line(lines, node.startLine())).find()
                || FileDirectives.of(file).switchOff(directive, node.startLine())) {
            return true;
        }
        for (Optional<Node> at = Optional.of(node);
                at.isPresent() && !BODIES.contains(at.get().kind()); ) {
            if (isAbove(lines, at.get().startLine(), directive)) {
                return true;
            }
            at = at.get().parent();
        }
        return false;
    }

    /** The reason may go on below the directive. */
    private static boolean isAbove(List<String> lines, int line, Pattern directive) {
        for (int above = line - 1; above >= line - LONGEST_REASON; above--) {
            String text = line(lines, above);
            if (directive.matcher(text).find()) {
                return true;
            }
            if (!COMMENT.matcher(text).matches()) {
                return false;
            }
        }
        return false;
    }

    private static String line(List<String> lines, int line) {
        return line < 1 || line > lines.size() ? "" : lines.get(line - 1);
    }
}
