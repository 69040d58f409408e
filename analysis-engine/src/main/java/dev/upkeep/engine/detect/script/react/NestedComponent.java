package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.detect.script.syntax.Components;
import dev.upkeep.engine.detect.script.syntax.LintDirectives;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A component that is made while another one renders, and used there. Evidence: a plain function with a capital that
 * returns markup stands within a component that calls hooks by which it may render again, and an element of its name
 * stands there too.
 */
public final class NestedComponent implements SyntaxDetector {

    static final String RULE = "react/nested-component";
    private static final Pattern ALLOWED =
            LintDirectives.of("no-unstable-nested-components|noNestedComponentDefinitions|static-components");
    private static final Set<String> ELEMENTS = Set.of("jsx_opening_element", "jsx_self_closing_element");
    /** What these give never changes, or with the language or the address alone. */
    private static final Pattern STEADY = Pattern.compile(
            "(React\\.)?use(Ref|Id|Callback|Memo|Translations?|Intl|Lingui|Locale|Styles|Classes|Theme|Router|Navigate|Navigation)");

    private static final Set<String> KEEPING = Set.of("useMemo", "useCallback");
    private static final Pattern TYPED_INTO =
            Pattern.compile("input|textarea|select|(\\w+\\.)*\\w*(Input|Textarea|TextArea|TextField|Select)");

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
        return Set.of("function_declaration", "arrow_function", "function_expression");
    }

    @Override
    public void visit(Node function, SourceFile file, FindingSink sink) {
        Node outer = Scripts.enclosingFunction(function).orElse(null);
        if (outer == null
                || !isNamedByItself(function)
                || !Components.isComponent(function)
                || !Components.isComponent(outer)
                || !Components.usesReact(function.tree().root())) {
            return;
        }
        String name = Scripts.nameOf(function);
        if (mayRenderAgain(outer)
                && isElement(name, outer, function)
                && !function.inError()
                && !LintDirectives.allow(function, file, ALLOWED)) {
            Draft draft = Draft.of(RULE, Location.line(file.path(), function.startLine()))
                    .scope(Scripts.nameOf(outer) + "." + name)
                    .with("component", name)
                    .with("outer", Scripts.nameOf(outer));
            sink.report(holdsState(function) ? draft : draft.severity(Severity.LOW));
        }
    }

    /** Not what {@code memo} or a hook makes of a function: that may be kept. */
    private static boolean isNamedByItself(Node function) {
        return function.is("function_declaration")
                || function.parent().filter(up -> up.is("variable_declarator")).isPresent();
    }

    /** Whether it calls a hook that gives something else at times, which makes it render again. */
    private static boolean mayRenderAgain(Node component) {
        return Scripts.ownNodes(component)
                .filter(node -> node.is("call_expression"))
                .map(Scripts::callee)
                .anyMatch(callee ->
                        Components.isHook(callee) && !STEADY.matcher(callee).matches());
    }

    private static boolean isElement(String name, Node outer, Node function) {
        return outer.descendants(ELEMENTS).stream()
                .filter(element ->
                        element.startLine() < function.startLine() || element.startLine() > function.endLine())
                .filter(element ->
                        element.child("name").filter(tag -> tag.hasText(name)).isPresent())
                .anyMatch(element -> !isKept(element, outer));
    }

    /** Whether a hook keeps what the element is made by, which then goes on using the function that it began with. */
    private static boolean isKept(Node element, Node outer) {
        Optional<Node> call = element.ancestor("call_expression");
        while (call.isPresent() && call.get().index() > outer.index()) {
            if (KEEPING.contains(Scripts.lastName(call.get()))) {
                return true;
            }
            call = call.get().ancestor("call_expression");
        }
        return false;
    }

    /** Whether something is lost when it is mounted anew: its own state, or what somebody is typing. */
    private static boolean holdsState(Node function) {
        return mayRenderAgain(function)
                || function.descendants(ELEMENTS).stream()
                        .flatMap(element -> element.child("name").stream())
                        .anyMatch(tag -> TYPED_INTO.matcher(tag.text()).matches());
    }
}
