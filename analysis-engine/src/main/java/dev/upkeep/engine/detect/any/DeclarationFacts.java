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
 * How many lines of code of a long file stand in the bodies of functions; what is left declares. And how often it
 * decides something. As words of the kinds {@value #BODY_LINES} and {@value #DECISIONS}; files that are not long enough
 * for anybody to ask have none.
 */
final class DeclarationFacts implements FactsExtractor {

    static final String BODY_LINES = "any.body-lines";

    static final String DECISIONS = "any.decisions";

    private static final int FEWEST_LINES = 300;
    private static final int LINES_FOR_A_STEP = 20;
    private static final int LINES_FOR_A_DECISION = 100;

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

    /** A choice counts once, however many cases it has. */
    private static final Set<String> CHOICES_AND_LOOPS = Set.of(
            "if_expression",
            "if_statement",
            "elif_clause",
            "ternary_expression",
            "conditional_expression",
            "match_expression",
            "match_statement",
            "switch_statement",
            "switch_expression",
            "expression_switch_statement",
            "type_switch_statement",
            "select_statement",
            "for_expression",
            "for_statement",
            "for_in_statement",
            "enhanced_for_statement",
            "while_expression",
            "while_statement",
            "do_statement",
            "loop_expression",
            "catch_clause",
            "except_clause",
            "boolean_operator",
            "&&",
            "||",
            "??");

    /**
     * Whether a long file hardly holds a step that is taken: schemas, bindings, catalogues of texts. They are looked
     * things up in, and not read.
     */
    static boolean onlyDeclares(AnalysedFile file) {
        return hasFewer(BODY_LINES, LINES_FOR_A_STEP, file.facts().lines().code(), file);
    }

    /**
     * Whether a long file hardly decides anything: tables of keys, drawings, texts, stubs of types.
     *
     * @param code its lines of code without inline tests, which hardly decide anything either
     */
    static boolean hardlyDecides(AnalysedFile file, int code) {
        return hasFewer(DECISIONS, LINES_FOR_A_DECISION, code, file);
    }

    /** Whether a long file was too large to parse: what it holds is data more often than not, and nobody knows. */
    static boolean wasNotParsed(AnalysedFile file) {
        return Language.OF_PROGRAMS.contains(file.language())
                && file.facts().lines().total() > FEWEST_LINES
                && !file.facts().words().containsKey(BODY_LINES);
    }

    private static boolean hasFewer(String kind, int lines, int code, AnalysedFile file) {
        return file.facts().words().getOrDefault(kind, Set.of()).stream()
                .anyMatch(count -> Integer.parseInt(count) * lines < code);
    }

    @Override
    public Set<Language> languages() {
        return Language.OF_PROGRAMS;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree().filter(tree -> tree.lines() > FEWEST_LINES).ifPresent(tree -> {
            facts.word(BODY_LINES, String.valueOf(bodyLines(tree, file.codeLines())));
            facts.word(DECISIONS, String.valueOf(tree.descendants(0, CHOICES_AND_LOOPS).length));
        });
    }

    /** The lines of the outermost ones. */
    private static int bodyLines(SyntaxTree tree, CodeLines code) {
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
