package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.CodeLines;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many lines of code of a long file are literals that hold no function and no call, and stand in none: tables, pages of text, recorded
 * responses. As a word of the kind {@value #LINES}; files that are not long enough for anybody to ask have none.
 */
final class DataFacts implements FactsExtractor {

    static final String LINES = "any.data-lines";

    private static final int FEWEST_LINES = 300;
    private static final int FEWEST_LITERALS = 10;
    private static final Set<String> LITERALS = Set.of(
            "object",
            "array",
            "array_expression",
            "struct_expression",
            "tuple_expression",
            "list",
            "dictionary",
            "set",
            "tuple",
            "composite_literal",
            "array_initializer");
    private static final Set<String> LOGIC = Set.of(
            "function_declaration",
            "function_definition",
            "function_item",
            "method_declaration",
            "arrow_function",
            "function_expression",
            "generator_function",
            "method_definition",
            "call_expression",
            "new_expression",
            "jsx_element",
            "jsx_self_closing_element",
            "jsx_fragment",
            "closure_expression",
            "macro_invocation",
            "call",
            "lambda",
            "func_literal",
            "lambda_expression",
            "method_invocation",
            "object_creation_expression");

    private static final Set<String> COLLECTIONS = Set.of("Set", "Map");

    private static final Set<String> PARTS =
            Stream.concat(LITERALS.stream(), LOGIC.stream()).collect(Collectors.toUnmodifiableSet());

    /** Whether nine tenths of a long file's code are literals: there is nothing to keep in mind. */
    static boolean isData(AnalysedFile file) {
        int code = file.facts().lines().code();
        return file.facts().words().getOrDefault(LINES, Set.of()).stream()
                .anyMatch(lines -> Integer.parseInt(lines) * 10 >= code * 9);
    }

    @Override
    public Set<Language> languages() {
        return Language.OF_PROGRAMS;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree()
                .filter(tree -> tree.lines() >= FEWEST_LINES)
                .ifPresent(tree -> facts.word(LINES, String.valueOf(lines(tree, file.codeLines()))));
    }

    private static int lines(SyntaxTree tree, CodeLines code) {
        int behind = 0;
        int lines = 0;
        for (int part : tree.descendants(0, PARTS)) {
            boolean logic = LOGIC.contains(tree.kind(part));
            if (part < behind || isCollection(tree, part) || (!logic && holdsLogic(tree, part))) {
                continue;
            }
            behind = tree.subtreeEnd(part);
            lines += logic ? 0 : code.code(tree.startLine(part), tree.endLine(part));
        }
        return lines
                + IntStream.of(tree.descendants(0, Set.of("macro_invocation")))
                        .filter(macro -> isList(tree, macro))
                        .map(macro -> code.code(tree.startLine(macro), tree.endLine(macro)))
                        .sum();
    }

    private static boolean holdsLogic(SyntaxTree tree, int literal) {
        return IntStream.of(tree.descendants(literal, LOGIC)).anyMatch(part -> !isCollection(tree, part));
    }

    /** {@code new Set([…])}: what it is made of is asked by itself. */
    private static boolean isCollection(SyntaxTree tree, int part) {
        int made = tree.kind(part).equals("new_expression") ? tree.childByField(part, "constructor") : -1;
        return made >= 0 && COLLECTIONS.contains(tree.text(made));
    }

    /** The names of constants stand for literals: {@code Icons::LANG_RUST}. */
    private static boolean isConstant(SyntaxTree tree, int token) {
        return tree.kind(token).equals("identifier")
                && Character.isUpperCase(tree.text(token).charAt(0));
    }

    /** Whether a macro is given hardly anything but literals, as those that build sets of words are. */
    private static boolean isList(SyntaxTree tree, int macro) {
        int[] trees = tree.descendants(macro, Set.of("token_tree"));
        if (trees.length == 0) {
            return false;
        }
        long tokens = tree.children(trees[0])
                .filter(tree::named)
                .filter(child -> !isConstant(tree, child))
                .count();
        long literals = tree.children(trees[0])
                .filter(child -> tree.kind(child).endsWith("_literal"))
                .count();
        return literals >= FEWEST_LITERALS && literals * 10 >= tokens * 9;
    }
}
