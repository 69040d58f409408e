package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.CodeLines;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.Set;

/**
 * How many lines of code of a long file stand in the bodies of functions; what is left declares. As a word of the kind
 * {@value #BODY_LINES}; files that are not long enough for anybody to ask have none.
 */
final class DeclarationFacts implements FactsExtractor {

    static final String BODY_LINES = "any.body-lines";

    private static final int FEWEST_LINES = 300;

    private static final Set<String> FUNCTIONS = Set.of(
            "function_declaration",
            "function_definition",
            "function_item",
            "generator_function",
            "generator_function_declaration",
            "method_declaration",
            "constructor_declaration",
            "method_definition",
            "arrow_function",
            "function_expression",
            "closure_expression",
            "func_literal",
            "lambda_expression");

    private static final Set<String> BODIES = Set.of("block", "statement_block", "constructor_body");

    /**
     * Whether a long file hardly holds a step that is taken: schemas, bindings, catalogues of texts. They are looked
     * things up in, and not read.
     */
    static boolean onlyDeclares(AnalysedFile file) {
        int code = file.facts().lines().code();
        return file.facts().words().getOrDefault(BODY_LINES, Set.of()).stream()
                .anyMatch(lines -> Integer.parseInt(lines) * 20 < code);
    }

    @Override
    public Set<Language> languages() {
        return Language.OF_PROGRAMS;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree()
                .filter(tree -> tree.lines() >= FEWEST_LINES)
                .ifPresent(tree -> facts.word(BODY_LINES, String.valueOf(lines(tree, file.codeLines()))));
    }

    private static int lines(SyntaxTree tree, CodeLines code) {
        int behind = 0;
        int lines = 0;
        for (int function : tree.descendants(0, FUNCTIONS)) {
            int body = tree.childByField(function, "body");
            if (function >= behind && body >= 0 && BODIES.contains(tree.kind(body))) {
                behind = tree.subtreeEnd(function);
                lines += code.code(tree.startLine(function), tree.endLine(function));
            }
        }
        return lines;
    }
}
