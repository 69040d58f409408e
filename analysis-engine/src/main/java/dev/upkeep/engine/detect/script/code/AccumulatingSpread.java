package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
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
 * A result that is copied whole for each item: {@code reduce((all, x) => [...all, x])}, or {@code all = [...all, x]} in a
 * loop. Evidence: the spread value is the accumulator, and the array is not written out in the call.
 */
public final class AccumulatingSpread implements SyntaxDetector {

    private static final String RULE = "javascript/accumulating-spread";
    private static final Pattern ALLOWED = LintDirectives.of("no-accumulating-spread|noAccumulatingSpread");
    private static final String[] LOOPS = {"for_statement", "for_in_statement", "while_statement", "do_statement"};

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
        return Set.of("spread_element");
    }

    @Override
    public void visit(Node spread, SourceFile file, FindingSink sink) {
        Optional<Node> value = spread.namedChildren().stream().findFirst();
        Optional<Node> copy = spread.parent().filter(up -> up.is("array") || up.is("object"));
        if (value.isEmpty() || !value.get().is("identifier") || copy.isEmpty() || spread.inError()) {
            return;
        }
        String name = value.get().text();
        if (grows(copy.get())
                && (isReduced(copy.get(), name) || isReassignedInLoop(copy.get(), name))
                && !isOtherWay(copy.get(), name)
                && !LintDirectives.allow(spread, file, ALLOWED)) {
            sink.report(Draft.of(RULE, Location.line(file.path(), spread.startLine()))
                    .scope(Scripts.scope(spread))
                    .with("accumulator", name)
                    .with("copied", copy.get().kind()));
        }
    }

    /** {@code many ? [...all, ...more] : [...all, one]} is one copy, written twice. */
    private static boolean isOtherWay(Node copy, String name) {
        return copy.parent()
                .filter(up -> up.is("ternary_expression"))
                .filter(up -> up.child("alternative").filter(copy::equals).isPresent())
                .flatMap(up -> up.child("consequence"))
                .filter(first -> first.is(copy.kind()))
                .filter(first -> first.namedChildren().stream()
                        .anyMatch(each -> each.is("spread_element")
                                && each.namedChildren().stream().anyMatch(value -> value.hasText(name))))
                .isPresent();
    }

    /** An object whose keys are all written out stays as small as they are. */
    private static boolean grows(Node copy) {
        return copy.is("array")
                || copy.namedChildren().stream()
                        .anyMatch(entry -> entry.child("key")
                                .filter(key -> key.is("computed_property_name"))
                                .isPresent())
                || copy.namedChildren().stream()
                                .filter(AccumulatingSpread::spreadsValue)
                                .count()
                        > 1;
    }

    /** What a function gives back often has the same few keys each time. */
    private static boolean spreadsValue(Node entry) {
        return entry.is("spread_element")
                && entry.namedChildren().stream().noneMatch(value -> value.is("call_expression"));
    }

    private static boolean isReduced(Node copy, String name) {
        Optional<Node> function = Scripts.enclosingFunction(copy);
        Optional<Node> call = function.flatMap(Node::parent)
                .filter(up -> up.is("arguments"))
                .flatMap(Node::parent)
                .filter(up -> Set.of("reduce", "reduceRight").contains(Scripts.lastName(up)));
        return call.isPresent()
                && isResult(copy, function.get())
                && firstParameter(function.get()).filter(name::equals).isPresent()
                && Scripts.receiver(call.get())
                        .map(Scripts::bare)
                        .filter(each -> each.is("array"))
                        .isEmpty();
    }

    /** Whether the copy is what the function gives back, perhaps by one choice of several. */
    private static boolean isResult(Node copy, Node function) {
        Node at = copy;
        for (Optional<Node> up = at.parent(); up.isPresent(); up = at.parent()) {
            if (up.get().is("return_statement") || up.get().equals(function)) {
                return true;
            }
            if (!Set.of("parenthesized_expression", "ternary_expression", "as_expression", "satisfies_expression")
                    .contains(up.get().kind())) {
                return false;
            }
            at = up.get();
        }
        return false;
    }

    private static Optional<String> firstParameter(Node function) {
        return function.child("parameters")
                .map(Node::namedChildren)
                .filter(parameters -> !parameters.isEmpty())
                .map(List::getFirst)
                .map(parameter -> parameter.child("pattern").orElse(parameter).text());
    }

    private static boolean isReassignedInLoop(Node copy, String name) {
        Optional<Node> assignment = copy.parent()
                .filter(up -> up.is("assignment_expression"))
                .filter(up ->
                        up.child("left").filter(left -> left.hasText(name)).isPresent());
        Optional<Node> loop = assignment.flatMap(each -> each.ancestor(LOOPS));
        return loop.isPresent()
                && Scripts.enclosingFunction(copy).equals(Scripts.enclosingFunction(loop.get()))
                && loop.get().descendants("variable_declarator").stream()
                        .noneMatch(each -> each.child("name")
                                .filter(it -> it.hasText(name))
                                .isPresent());
    }
}
