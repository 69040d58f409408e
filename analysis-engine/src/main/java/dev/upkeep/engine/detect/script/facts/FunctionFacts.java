package dev.upkeep.engine.detect.script.facts;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.script.syntax.Components;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.FunctionMeasure;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.BitSet;
import java.util.Set;

/** Measures of the functions of a script that have a name; what has none is counted in the one around it. */
public final class FunctionFacts implements FactsExtractor {

    /** The lines where React components begin: they have a limit of their own, for much of them is markup. */
    public static final String COMPONENTS = "react.components";

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree().ifPresent(tree -> read(tree, file, facts));
    }

    private static void read(SyntaxTree tree, SourceFile file, FactsBuilder facts) {
        BitSet code = codeLines(tree);
        for (int index = 0; index < tree.size(); index++) {
            Node node = tree.node(index);
            if (Scripts.isFunction(node) && !Scripts.nameOf(node).isEmpty()) {
                if (Components.isComponent(node)) {
                    facts.word(COMPONENTS, String.valueOf(node.startLine()));
                }
                CognitiveComplexity complexity = CognitiveComplexity.of(node);
                facts.function(new FunctionMeasure(
                        Scripts.nameOf(node),
                        node.startLine(),
                        node.endLine(),
                        code.get(node.startLine(), node.endLine() + 1).cardinality(),
                        complexity.score(),
                        complexity.nesting(),
                        file.context()));
            }
        }
    }

    /** Lines where something other than a comment stands. */
    static BitSet codeLines(SyntaxTree tree) {
        BitSet lines = new BitSet();
        for (int index = 0; index < tree.size(); index++) {
            boolean leaf = tree.subtreeEnd(index) == index + 1;
            if (leaf && tree.end(index) > tree.start(index) && !tree.kind(index).equals("comment")) {
                lines.set(tree.startLine(index), tree.endLine(index) + 1);
            }
        }
        return lines;
    }
}
