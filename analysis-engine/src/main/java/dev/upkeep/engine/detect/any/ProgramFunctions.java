package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.FunctionMeasure;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.CodeLines;
import dev.upkeep.engine.syntax.ConnectedComplexity;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Measures of the functions and methods of Java, Python and Go; Rust and scripts have extractors of their own. Tests
 * within a test of Go are measured apart.
 */
final class ProgramFunctions implements FactsExtractor {

    private static final Set<String> LITERALS =
            Set.of("list", "dictionary", "set", "tuple", "composite_literal", "array_initializer");

    @Override
    public Set<Language> languages() {
        return EnumSet.of(Language.JAVA, Language.PYTHON, Language.GO);
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree().ifPresent(tree -> read(tree, file.codeLines(), facts));
    }

    private static void read(SyntaxTree tree, CodeLines lines, FactsBuilder facts) {
        for (Node function : tree.root().descendants(CognitiveWalk.FUNCTIONS)) {
            if (function.child("body").isPresent()) {
                String name = function.child("name").map(Node::text).orElse("");
                List<Node> subtests = subtests(function);
                facts.function(measure(function, name, subtests, lines));
                subtests.forEach(
                        test -> facts.function(measure(test, name + "/" + nameOfSubtest(test), subtests(test), lines)));
            }
        }
    }

    /** Tests within a test of Go, at any depth: they are to it what the methods are to a class. */
    private static List<Node> subtests(Node function) {
        return function.descendants("func_literal").stream()
                .filter(CognitiveWalk::isSubtest)
                .toList();
    }

    private static String nameOfSubtest(Node test) {
        return test.parent().stream()
                .flatMap(arguments -> arguments.namedChildren().stream())
                .findFirst()
                .map(Node::text)
                .map(text -> text.replaceAll("[\"`]", ""))
                .orElse("");
    }

    private static FunctionMeasure measure(Node function, String name, List<Node> subtests, CodeLines lines) {
        CognitiveWalk complexity = CognitiveWalk.of(function);
        int start = function.startLine();
        int end = function.endLine();
        int apart = subtests.stream()
                .filter(test -> subtests.stream().noneMatch(around -> isWithin(test, around)))
                .mapToInt(test -> lines.code(test.startLine() + 1, test.endLine() - 1))
                .sum();
        return new FunctionMeasure(
                name,
                "",
                start,
                end,
                lines.code(start, end) - apart,
                lines.text(start, end),
                lines.data(function.index(), LITERALS, CognitiveWalk.CLOSURES),
                complexity.score(),
                ConnectedComplexity.of(function, complexity.score(), CognitiveWalk::isApart),
                complexity.nesting());
    }

    private static boolean isWithin(Node test, Node around) {
        return around.index() < test.index() && test.index() < around.tree().subtreeEnd(around.index());
    }
}
