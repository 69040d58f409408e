package dev.upkeep.engine.detect.script.facts;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.script.syntax.Components;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.FunctionMeasure;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.CodeLines;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.Set;

/** Measures of the functions of a script that have a name; what has none is counted in the one around it. */
public final class FunctionFacts implements FactsExtractor {

    /** The lines where React components begin: they have a limit of their own, for much of them is markup. */
    public static final String COMPONENTS = "react.components";

    private static final Set<String> LITERALS = Set.of("object", "array");

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree().ifPresent(tree -> read(tree, file, facts));
    }

    private static void read(SyntaxTree tree, SourceFile file, FactsBuilder facts) {
        CodeLines lines = CodeLines.of(tree);
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
                        lines.code(node.startLine(), node.endLine()),
                        lines.text(node.startLine(), node.endLine()),
                        lines.data(index, LITERALS, Scripts.functionKinds()),
                        complexity.score(),
                        complexity.nesting(),
                        file.context()));
            }
        }
    }
}
