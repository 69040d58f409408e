package dev.upkeep.engine.detect;

import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.Set;

/**
 * Looks at single nodes in the one pass over a file's tree. Its result may depend on nothing but that file and its path.
 */
public non-sealed interface SyntaxDetector extends Detector {

    /** The languages whose trees it reads. */
    Set<Language> languages();

    /** The node kinds that it wants to see. */
    Set<String> kinds();

    /** Called once for each node of these kinds, in source order. */
    void visit(Node node, SourceFile file, FindingSink sink);
}
