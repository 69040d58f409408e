package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.Set;

/**
 * Where the signatures of functions with a body stand that take several lines, as words of the kind {@value #LINES} with
 * the first line and the last: {@code 12-16}. What a trait or an interface asks for is written in each place that fulfils
 * it; where it is declared, it need not stand twice.
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
            }
        }
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
