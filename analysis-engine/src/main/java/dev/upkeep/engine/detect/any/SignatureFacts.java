package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Where the signatures of functions with a body stand that take several lines, as words of the kind {@value #LINES} with
 * the first line and the last: {@code 12-16}. What a trait or an interface asks for is written in each place that fulfils
 * it; where it is declared, it need not stand twice. A call that hands on all that such a function takes, in the same
 * order, is its signature once more.
 */
final class SignatureFacts implements FactsExtractor {

    static final String LINES = "any.signatures";

    private static final Set<String> FUNCTIONS = Set.of(
            "function_item",
            "function_declaration",
            "generator_function_declaration",
            "function_definition",
            "method_definition",
            "method_declaration",
            "constructor_declaration");

    private static final Set<String> CALLS = Set.of("call_expression", "method_invocation", "call");
    private static final int FEWEST_HANDED_ON = 3;
    private static final Set<String> ITSELF = Set.of("self", "this");

    @Override
    public Set<Language> languages() {
        return Language.OF_PROGRAMS;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        if (CloneTokens.SEARCHED.contains(file.context())) {
            file.tree().ifPresent(tree -> read(tree, file.content(), facts));
        }
    }

    /** How many lines between these two belong to signatures of several lines. */
    static int between(AnalysedFile file, int first, int last) {
        return file.facts().words().getOrDefault(LINES, Set.of()).stream()
                .mapToInt(lines -> {
                    int dash = lines.indexOf('-');
                    int from = Math.max(first, Integer.parseInt(lines.substring(0, dash)));
                    int to = Math.min(last, Integer.parseInt(lines.substring(dash + 1)));
                    return Math.max(0, to - from + 1);
                })
                .sum();
    }

    private static void read(SyntaxTree tree, byte[] source, FactsBuilder facts) {
        for (int function : tree.descendants(0, FUNCTIONS)) {
            int first = tree.startLine(function);
            int last = lastLine(tree, source, function);
            if (last > first) {
                facts.word(LINES, first + "-" + last);
                handingOn(tree, function)
                        .forEach(call -> facts.word(LINES, tree.startLine(call) + "-" + tree.endLine(call)));
            }
        }
    }

    /** The calls in several lines that are given all that the function is given. */
    private static IntStream handingOn(SyntaxTree tree, int function) {
        List<String> taken = parameters(tree, function);
        return taken.size() < FEWEST_HANDED_ON
                ? IntStream.empty()
                : IntStream.of(tree.descendants(function, CALLS))
                        .filter(call -> tree.endLine(call) > tree.startLine(call))
                        .filter(call -> handsOn(tree, call, taken));
    }

    private static boolean handsOn(SyntaxTree tree, int call, List<String> taken) {
        int arguments = tree.childByField(call, "arguments");
        if (arguments < 0) {
            return false;
        }
        List<String> given = tree.children(arguments)
                .filter(tree::named)
                .filter(child -> !tree.symbols().comment(tree.symbol(child)))
                .mapToObj(tree::text)
                .filter(text -> !ITSELF.contains(text))
                .toList();
        return given.equals(taken);
    }

    /** The names of what the function takes, besides the object that it belongs to. */
    private static List<String> parameters(SyntaxTree tree, int function) {
        int parameters = tree.childByField(function, "parameters");
        return parameters < 0
                ? List.of()
                : tree.children(parameters)
                        .filter(tree::named)
                        .filter(child -> !tree.symbols().comment(tree.symbol(child)))
                        .mapToObj(parameter -> nameOf(tree, parameter))
                        .filter(name -> !ITSELF.contains(name))
                        .toList();
    }

    private static String nameOf(SyntaxTree tree, int parameter) {
        int name = Math.max(tree.childByField(parameter, "pattern"), tree.childByField(parameter, "name"));
        if (name >= 0) {
            return tree.text(name);
        }
        int[] identifiers = tree.descendants(parameter, Set.of("identifier"));
        return identifiers.length == 0 || tree.kind(parameter).equals("self_parameter")
                ? tree.text(parameter).replaceFirst("^&?\\s*('\\w+\\s+)?(mut\\s+)?", "")
                : tree.text(identifiers[0]);
    }

    /** A body in braces opens on the last line of the signature; one by indentation begins behind it. */
    private static int lastLine(SyntaxTree tree, byte[] source, int function) {
        int body = tree.childByField(function, "body");
        if (body < 0) {
            return 0;
        }
        boolean inBraces = source[tree.start(body)] == '{';
        return tree.startLine(body) - (inBraces ? 0 : 1);
    }
}
