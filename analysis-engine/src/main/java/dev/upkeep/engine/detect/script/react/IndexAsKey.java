package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.detect.script.syntax.Components;
import dev.upkeep.engine.detect.script.syntax.LintDirectives;
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
 * A list element whose key is its place, where that does harm. Evidence: the key holds the index parameter of the {@code
 * map} around it and nothing of the item; and rows hold what somebody types, or they hold other state in a list that is
 * sorted, filtered or changed in the middle. Lists that are written out, counted, or constants of the file do not change their order.
 */
public final class IndexAsKey implements SyntaxDetector {

    private static final String RULE = "react/index-as-key";
    private static final Pattern ALLOWED = LintDirectives.of("no-array-index-key|noArrayIndexKey");
    private static final Pattern FIXED = Pattern.compile(
            "(?s)(\\[(?!\\.\\.\\.).*|(new )?Array\\b.*|[A-Z][A-Z0-9_]+(\\.\\w+)*|range\\(.*|times\\(.*|.*\\.split\\(.*|Object\\.\\w+\\([A-Z_]+\\))");
    private static final Pattern REORDERED =
            Pattern.compile("\\.(sort|toSorted|filter|reverse|toReversed|orderBy|sortBy)\\(");
    private static final Pattern TYPED_INTO =
            Pattern.compile("input|textarea|(\\w+\\.)*\\w*(Input|Textarea|TextArea|TextField)");
    private static final Pattern STATEFUL = Pattern.compile("details|video|audio|iframe|dialog|canvas");
    private static final Pattern CHANGING = Pattern.compile(
            "on(Save|Submit|Open|Expand|Collapse|Drag|Drop)\\w*|\\w*(Change|Update|Edit|Remove|Delete|Move|Toggle)\\w*|default(Open|Value|Checked)");
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
                && isRow(attribute)
                && mayChange(map.get(), parameters, attribute)
                && matters(map.get())
                && !LintDirectives.allow(attribute, file, ALLOWED)) {
            sink.report(Draft.of(RULE, Location.line(file.path(), attribute.startLine()))
                    .scope(Scripts.scope(attribute))
                    .with("index", parameters.get(1))
                    .with(
                            "list",
                            shortened(
                                    Scripts.receiver(map.get()).map(Node::text).orElse(""))));
        }
    }

    /** Whether the key stands at what the callback gives, not at an element inside of it. */
    private static boolean isRow(Node attribute) {
        Optional<Node> element = attribute
                .parent()
                .map(tag -> tag.is("jsx_opening_element") ? tag.parent().orElse(tag) : tag);
        Optional<Node> up = element.flatMap(Node::parent);
        while (up.isPresent() && !Scripts.isFunction(up.get())) {
            if (up.get().is("jsx_element") || up.get().is("jsx_fragment")) {
                return false;
            }
            up = up.get().parent();
        }
        return true;
    }

    /** Whether rows may show another item's state: somebody types into them, or items move, come and go in the middle. */
    private static boolean matters(Node map) {
        String list = Scripts.receiver(map).map(Scripts::bare).map(Node::text).orElse("");
        boolean typed = map.descendants().stream()
                .filter(IndexAsKey::opens)
                .flatMap(tag -> tag.child("name").stream())
                .anyMatch(name -> TYPED_INTO.matcher(name.text()).matches());
        boolean moves = REORDERED.matcher(list).find() || isChangedInTheMiddle(map, list) || isPicked(map, list);
        return typed || (moves && holdsState(map));
    }

    /** A component that reports what its user does, or an element that is open, playing or scrolled by itself. */
    private static boolean holdsState(Node map) {
        return map.descendants().stream().filter(IndexAsKey::opens).anyMatch(tag -> {
            String name = tag.child("name").map(Node::text).orElse("");
            return STATEFUL.matcher(name).matches()
                    || (name.matches("[A-Z].*") && tag.namedChildren().stream().anyMatch(IndexAsKey::isHandler));
        });
    }

    private static boolean isHandler(Node attribute) {
        return attribute.is("jsx_attribute")
                && attribute.namedChildren().stream()
                        .findFirst()
                        .filter(name -> CHANGING.matcher(name.text()).matches())
                        .isPresent();
    }

    private static boolean opens(Node node) {
        return node.is("jsx_opening_element") || node.is("jsx_self_closing_element");
    }

    /** Whether the list is a choice or an order of another one, made in this component. */
    private static boolean isPicked(Node map, String list) {
        return Components.around(map).stream()
                .flatMap(component -> component.descendants("variable_declarator").stream())
                .filter(variable -> variable.child("name")
                        .filter(name -> name.hasText(list))
                        .isPresent())
                .flatMap(variable -> variable.child("value").stream())
                .anyMatch(value -> REORDERED.matcher(value.text()).find());
    }

    private static boolean isChangedInTheMiddle(Node map, String list) {
        String name = list.replaceFirst(".*[.?]", "");
        Pattern change = Pattern.compile("\\b" + Pattern.quote(name)
                + "\\s*\\??\\.(splice|toSpliced|unshift|sort|toSorted|reverse|filter\\(\\s*\\(\\s*_\\w*\\s*,)\\(?");
        return !name.isEmpty()
                && Components.around(map)
                        .filter(component -> change.matcher(component.text()).find())
                        .isPresent();
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
