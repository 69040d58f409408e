package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An effect that goes on with an old prop or state, because its dependency list does not name it. Evidence: the name is
 * taken from the component's parameter list or from {@code useState}, is not declared anew in the effect, no comment
 * switches the linter off there, and the effect keeps it in something that lasts, or loads something by it. Functions
 * among the props are left out: they are often stable and mostly meant so.
 */
public final class MissingEffectDependency implements SyntaxDetector {

    private static final String RULE = "react/missing-effect-dependency";
    private static final Set<String> DECLARING = Set.of(
            "variable_declarator",
            "required_parameter",
            "optional_parameter",
            "array_pattern",
            "rest_pattern",
            "formal_parameters",
            "catch_clause",
            "function_declaration");
    private static final double ON_MOUNT = 0.5;
    private static final Pattern OPEN =
            Pattern.compile("(is)?(open|opened|visible|shown|show|active)", Pattern.CASE_INSENSITIVE);

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
        Optional<Effect> found =
                Effect.of(call).filter(effect -> effect.dependencies().isPresent());
        if (found.isEmpty() || isDeliberate(call, file) || runsOnce(found.get().callback())) {
            return;
        }
        Effect effect = found.get();
        List<Node> dependencies = effect.dependencies().orElse(List.of());
        Set<String> names = new TreeSet<>();
        effect.states().forEach(state -> names.add(state.value()));
        effect.props().stream()
                .filter(name -> !name.matches("(on|set|handle|render)[A-Z].*"))
                .forEach(names::add);
        Map<String, Set<EffectRead>> missing = new TreeMap<>();
        names.stream()
                .filter(name -> !isNamed(name, dependencies) && !isCarried(name, effect))
                .forEach(name -> missing.put(name, reads(name, effect)));
        missing.values().removeIf(Set::isEmpty);
        if (!missing.isEmpty()) {
            Draft draft = Draft.of(RULE, Location.line(file.path(), call.startLine()))
                    .scope(Scripts.scope(call))
                    .with("missing", List.copyOf(missing.keySet()));
            boolean meant = missing.values().stream().noneMatch(reads -> reads.contains(EffectRead.LATER))
                    && (dependencies.isEmpty() || runsOnOpening(effect.callback(), dependencies));
            sink.report(meant ? draft.confidence(ON_MOUNT).severity(Severity.LOW) : draft);
        }
    }

    /** {@code if (done.current) return;} and {@code done.current = true}: no entry in the list makes it run again. */
    private static boolean runsOnce(Node callback) {
        return callback.child("body").stream()
                .flatMap(body -> body.namedChildren().stream().limit(1))
                .filter(first -> first.is("if_statement")
                        && !first.descendants("return_statement").isEmpty())
                .flatMap(first -> first.child("condition").stream())
                .flatMap(condition -> condition.descendants("member_expression").stream())
                .filter(mark -> mark.child("property")
                        .filter(name -> name.hasText("current"))
                        .isPresent())
                .anyMatch(mark -> Scripts.ownNodes(callback)
                        .filter(node -> node.is("assignment_expression"))
                        .anyMatch(node -> node.child("left")
                                        .filter(left -> left.hasText(mark.text()))
                                        .isPresent()
                                && node.child("right")
                                        .filter(right -> right.hasText("true"))
                                        .isPresent()));
    }

    /** {@code if (!open) return;} first: what a dialog fills its form with when it opens, and not while it is open. */
    private static boolean runsOnOpening(Node callback, List<Node> dependencies) {
        return dependencies.stream().anyMatch(each -> OPEN.matcher(each.text()).matches())
                && callback.child("body").stream()
                        .flatMap(body -> body.namedChildren().stream().limit(1))
                        .filter(first -> first.is("if_statement"))
                        .flatMap(first -> first.child("condition").stream())
                        .anyMatch(condition -> dependencies.stream()
                                .anyMatch(each -> OPEN.matcher(each.text()).matches()
                                        && Scripts.mentions(condition, each.text())));
    }

    /** A comment at the end of the effect, or before its list, that switches a check off or gives a reason. */
    private static boolean isDeliberate(Node call, SourceFile file) {
        int from = Math.max(0, call.startLine() - 2);
        int to = Math.min(file.lines().size(), call.endLine());
        return file.lines().subList(from, to).stream()
                .anyMatch(line -> line.contains("exhaustive-deps") || line.contains("biome-ignore"));
    }

    private static boolean isNamed(String name, List<Node> dependencies) {
        return dependencies.stream().anyMatch(dependency -> Scripts.mentions(dependency, name));
    }

    /** Whether something in the list is new whenever the value is: a callback that depends on it, or a text of it. */
    private static boolean isCarried(String name, Effect effect) {
        List<String> dependencies =
                effect.dependencies().orElse(List.of()).stream().map(Node::text).toList();
        return effect.declarators()
                .filter(variable -> variable.child("name")
                        .filter(each -> dependencies.contains(each.text()))
                        .isPresent())
                .flatMap(variable -> variable.child("value").stream())
                .anyMatch(value -> follows(value, name));
    }

    private static boolean follows(Node value, String name) {
        return switch (value.kind()) {
            case "template_string" -> Scripts.mentions(value, name);
            case "call_expression" ->
                Set.of("useCallback", "useMemo").contains(Scripts.lastName(value))
                        && Scripts.arguments(value).stream()
                                .skip(1)
                                .anyMatch(list -> list.is("array")
                                        && list.namedChildren().stream().anyMatch(each -> each.hasText(name)));
            default -> false;
        };
    }

    /** What the effect goes on doing with the value; empty where it is done with it at once. */
    private static Set<EffectRead> reads(String name, Effect effect) {
        List<Node> uses = effect.callback().descendants().stream()
                .filter(node -> Scripts.isName(node) && node.hasText(name))
                .toList();
        return uses.stream().anyMatch(MissingEffectDependency::isDeclaration)
                ? Set.of()
                : uses.stream()
                        .filter(use -> !isReference(use))
                        .map(use -> EffectRead.of(use, effect))
                        .filter(read -> read != EffectRead.AT_ONCE)
                        .collect(Collectors.toSet());
    }

    /** {@code listRef.current}: the box stays the same, and what is in it is read when it is needed. */
    private static boolean isReference(Node use) {
        return use.parent()
                .flatMap(up -> up.child("property"))
                .filter(property -> property.hasText("current"))
                .isPresent();
    }

    private static boolean isDeclaration(Node name) {
        return name.is("shorthand_property_identifier_pattern")
                || name.parent()
                        .filter(up -> DECLARING.contains(up.kind())
                                && up.child("value").filter(name::equals).isEmpty())
                        .isPresent()
                || name.parent()
                        .filter(up -> up.is("arrow_function")
                                && up.child("parameter").filter(name::equals).isPresent())
                        .isPresent();
    }
}
