package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.CodeLines;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many lines of code of a long file stand in the bodies of functions; what is left declares. And how many are lists:
 * enumerations, and choices with hardly more than a line for each case. As words of the kinds {@value #BODY_LINES} and
 * {@value #LIST_LINES}; files that are not long enough for anybody to ask have none.
 */
final class DeclarationFacts implements FactsExtractor {

    static final String BODY_LINES = "any.body-lines";

    static final String LIST_LINES = "any.list-lines";

    private static final int FEWEST_LINES = 300;
    private static final int FEWEST_CASES = 20;
    private static final int LINES_OF_A_CASE = 2;

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

    private static final Set<String> ENUMERATIONS = Set.of("enum_item", "enum_declaration");

    private static final Set<String> CHOICES =
            Set.of("match_expression", "switch_statement", "switch_expression", "expression_switch_statement");

    private static final Set<String> CASES =
            Set.of("match_arm", "switch_case", "switch_default", "switch_rule", "expression_case", "default_case");

    private static final Set<String> LISTS =
            Stream.concat(ENUMERATIONS.stream(), CHOICES.stream()).collect(Collectors.toUnmodifiableSet());

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

    /** How many lines of code of a long file are enumerations and tables of cases, which are read like data. */
    static int listLines(AnalysedFile file) {
        return file.facts().words().getOrDefault(LIST_LINES, Set.of()).stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    @Override
    public Set<Language> languages() {
        return Language.OF_PROGRAMS;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree().filter(tree -> tree.lines() >= FEWEST_LINES).ifPresent(tree -> {
            facts.word(BODY_LINES, String.valueOf(bodyLines(tree, file.codeLines())));
            facts.word(LIST_LINES, String.valueOf(listLines(tree, file.codeLines())));
        });
    }

    private static int bodyLines(SyntaxTree tree, CodeLines code) {
        return linesOf(tree, FUNCTIONS, code, function -> {
            int body = tree.childByField(function, "body");
            return body >= 0 && BODIES.contains(tree.kind(body));
        });
    }

    private static int listLines(SyntaxTree tree, CodeLines code) {
        return linesOf(tree, LISTS, code, list -> ENUMERATIONS.contains(tree.kind(list)) || isTable(tree, list, code));
    }

    /** A choice that holds another one is none: it is not read line by line. */
    private static boolean isTable(SyntaxTree tree, int choice, CodeLines code) {
        int cases = tree.descendants(choice, CASES).length;
        return cases >= FEWEST_CASES
                && tree.descendants(choice, CHOICES).length == 0
                && code.code(tree.startLine(choice), tree.endLine(choice)) <= cases * LINES_OF_A_CASE;
    }

    /** The lines of the outermost ones. */
    private static int linesOf(SyntaxTree tree, Set<String> kinds, CodeLines code, IntPredicate counts) {
        int behind = 0;
        int lines = 0;
        for (int part : tree.descendants(0, kinds)) {
            if (part >= behind && counts.test(part)) {
                behind = tree.subtreeEnd(part);
                lines += code.code(tree.startLine(part), tree.endLine(part));
            }
        }
        return lines;
    }
}
