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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * An effect that reads a prop or state which its dependency list does not name. Evidence: the name is taken from the
 * component's parameter list or from {@code useState}, is read in the effect, is not declared anew in it, and no comment
 * switches the linter off there. Functions among the props are left out: they are often stable and mostly meant so.
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
        if (found.isEmpty() || isDeliberate(call, file)) {
            return;
        }
        Effect effect = found.get();
        List<Node> dependencies = effect.dependencies().orElse(List.of());
        Set<String> missing = new TreeSet<>();
        effect.states().forEach(state -> missing.add(state.value()));
        effect.props().stream()
                .filter(name -> !name.matches("(on|set|handle|render)[A-Z].*"))
                .forEach(missing::add);
        missing.removeIf(name -> isNamed(name, dependencies) || !isRead(name, effect.callback()));
        if (!missing.isEmpty()) {
            Draft draft = Draft.of(RULE, Location.line(file.path(), call.startLine()))
                    .scope(Scripts.scope(call))
                    .with("missing", List.copyOf(missing));
            boolean meant = dependencies.isEmpty() || runsOnOpening(effect.callback(), dependencies);
            sink.report(meant ? draft.confidence(ON_MOUNT).severity(Severity.LOW) : draft);
        }
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

    private static boolean isRead(String name, Node callback) {
        List<Node> uses = callback.descendants().stream()
                .filter(node -> Scripts.isName(node) && node.hasText(name))
                .toList();
        return !uses.isEmpty() && uses.stream().noneMatch(MissingEffectDependency::isDeclaration);
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
