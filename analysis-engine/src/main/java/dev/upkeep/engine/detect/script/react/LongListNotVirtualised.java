package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list of many elements that are all rendered at once. Evidence: the file itself shows the length, as a literal of so
 * many elements or as a count, and imports nothing that renders only what is seen.
 */
public final class LongListNotVirtualised implements SyntaxDetector {

    private static final String RULE = "react/long-list-not-virtualised";
    private static final int LONG = 200;
    private static final Pattern COUNTED =
            Pattern.compile("Array\\.from\\(\\{\\s*length:\\s*(\\d{1,8})|Array\\((\\d{1,8})\\)");
    private static final Pattern VIRTUAL =
            Pattern.compile("(?i)['\"][^'\"]*(virtua|react-window|flash-list|recycler)[^'\"]*['\"]");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("call_expression");
    }

    @Override
    public void visit(Node call, SourceFile file, FindingSink sink) {
        boolean inMarkup = call.parent().filter(up -> up.is("jsx_expression")).isPresent();
        if (!inMarkup || call.inError() || !Scripts.lastName(call).equals("map")) {
            return;
        }
        Optional<Node> list = Scripts.receiver(call).map(Scripts::bare);
        OptionalInt length = list.map(LongListNotVirtualised::length).orElse(OptionalInt.empty());
        if (length.isPresent()
                && length.getAsInt() >= LONG
                && !VIRTUAL.matcher(file.text()).find()) {
            sink.report(Draft.of(RULE, Location.line(file.path(), call.startLine()))
                    .scope(Scripts.scope(call))
                    .with("elements", length.getAsInt()));
        }
    }

    private static OptionalInt length(Node list) {
        Matcher counted = COUNTED.matcher(list.text());
        if (!list.is("identifier")) {
            return counted.find()
                    ? OptionalInt.of(Integer.parseInt(
                            Optional.ofNullable(counted.group(1)).orElse(counted.group(2))))
                    : OptionalInt.empty();
        }
        List<Node> literals = list.tree().root().descendants("variable_declarator").stream()
                .filter(variable -> variable.child("name")
                        .filter(name -> name.hasText(list.text()))
                        .isPresent())
                .flatMap(variable -> variable.child("value").stream())
                .map(Scripts::bare)
                .toList();
        return literals.size() == 1 && literals.getFirst().is("array")
                ? OptionalInt.of(literals.getFirst().namedChildren().size())
                : OptionalInt.empty();
    }
}
