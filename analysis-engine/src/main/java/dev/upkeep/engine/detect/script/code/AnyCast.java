package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** {@code value as any} and {@code <any>value}: a cast that ends type checking for all that follows from it. */
public final class AnyCast implements SyntaxDetector {

    private static final String RULE = "typescript/any-cast";
    private static final int LONGEST = 60;
    private static final Pattern ALLOWED =
            Pattern.compile("(disable|ignore)\\b.*(no-explicit-any|noExplicitAny|no-unsafe-)");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public Set<Language> languages() {
        return EnumSet.of(Language.TYPESCRIPT, Language.TSX);
    }

    @Override
    public Set<String> kinds() {
        return Set.of("as_expression", "type_assertion");
    }

    @Override
    public void visit(Node node, SourceFile file, FindingSink sink) {
        List<Node> parts = node.namedChildren();
        if (parts.size() != 2 || node.inError()) {
            return;
        }
        Node type = node.is("as_expression") ? parts.get(1) : parts.get(0);
        Node value = node.is("as_expression") ? parts.get(0) : parts.get(1);
        boolean any = type.hasText("any")
                || (type.is("type_arguments")
                        && type.namedChildren().size() == 1
                        && type.namedChildren().getFirst().hasText("any"));
        if (any && !isAllowed(file.lines(), type.startLine())) {
            Draft draft = Draft.of(RULE, Location.line(file.path(), type.startLine()))
                    .scope(Scripts.scope(node))
                    .with("value", shortened(value.text()));
            sink.report(Scripts.nearError(node) ? draft.confidence(0.7) : draft);
        }
    }

    /** Whether the line or the one before tells the linter that this cast is meant. */
    private static boolean isAllowed(List<String> lines, int line) {
        return IntStream.of(line - 2, line - 1)
                .filter(at -> at >= 0 && at < lines.size())
                .anyMatch(at -> ALLOWED.matcher(lines.get(at)).find());
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
