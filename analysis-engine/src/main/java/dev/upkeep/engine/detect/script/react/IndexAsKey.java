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
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A list element whose key is its place. Evidence: the key holds the index parameter of the {@code map} around it and
 * nothing of the item. Lists that are written out, counted, or constants of the file do not change their order.
 */
public final class IndexAsKey implements SyntaxDetector {

    private static final String RULE = "react/index-as-key";
    private static final Pattern FIXED = Pattern.compile(
            "(?s)(\\[.*|(new )?Array\\b.*|[A-Z][A-Z0-9_]+(\\.\\w+)*|range\\(.*|times\\(.*|.*\\.split\\(.*|Object\\.\\w+\\([A-Z_]+\\))");
    private static final Pattern STATIC_ELEMENT =
            Pattern.compile("(?i).*(skeleton|placeholder|shimmer|fragment|separator|divider|empty|loading).*|hr|br");

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
        return Set.of("jsx_attribute");
    }

    @Override
    public void visit(Node attribute, SourceFile file, FindingSink sink) {
        List<Node> parts = attribute.namedChildren();
        if (parts.size() != 2 || !parts.getFirst().hasText("key") || attribute.inError()) {
            return;
        }
        Optional<Node> map = Scripts.enclosingFunction(attribute)
                .flatMap(Node::parent)
                .filter(up -> up.is("arguments"))
                .flatMap(Node::parent)
                .filter(call -> Set.of("map", "flatMap").contains(Scripts.lastName(call)));
        if (map.isEmpty()) {
            return;
        }
        List<String> parameters =
                parameters(Scripts.enclosingFunction(attribute).orElseThrow());
        if (parameters.size() >= 2
                && isIndexOnly(parts.get(1), parameters.get(1))
                && mayChange(map.get(), parameters, attribute)) {
            sink.report(Draft.of(RULE, Location.line(file.path(), attribute.startLine()))
                    .scope(Scripts.scope(attribute))
                    .with("index", parameters.get(1))
                    .with(
                            "list",
                            shortened(
                                    Scripts.receiver(map.get()).map(Node::text).orElse(""))));
        }
    }

    private static List<String> parameters(Node function) {
        return function.child("parameters").map(Node::namedChildren).orElse(List.of()).stream()
                .map(parameter -> parameter.child("pattern").orElse(parameter).text())
                .toList();
    }

    private static boolean isIndexOnly(Node value, String index) {
        List<String> names = value.descendants("identifier").stream()
                .map(Node::text)
                .filter(name -> !name.equals("String"))
                .distinct()
                .toList();
        return names.equals(List.of(index));
    }

    private static boolean mayChange(Node map, List<String> parameters, Node attribute) {
        String list = Scripts.receiver(map).map(Scripts::bare).map(Node::text).orElse("");
        String element = attribute
                .parent()
                .flatMap(tag -> tag.child("name"))
                .map(Node::text)
                .orElse("");
        return !parameters.getFirst().startsWith("_")
                && !FIXED.matcher(list).matches()
                && !isWrittenOut(map, list)
                && !STATIC_ELEMENT.matcher(element).matches();
    }

    /** Whether a constant of the file gives the list as a literal. */
    private static boolean isWrittenOut(Node map, String list) {
        return map.tree().root().descendants("variable_declarator").stream()
                .filter(variable -> variable.child("name")
                        .filter(name -> name.hasText(list))
                        .isPresent())
                .flatMap(variable -> variable.child("value").stream())
                .map(Scripts::bare)
                .anyMatch(value -> value.is("array") || value.text().startsWith("Array"));
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= 40 ? line : "…" + line.substring(line.length() - 40);
    }
}
