package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.syntax.Node;
import java.util.Set;

/** One rule that looks at single nodes of a Rust file and at what the file says of the names in them. Stateless. */
public interface RustCheck {

    /** The id of its rule. */
    String rule();

    /** The node kinds that it wants to see. */
    Set<String> kinds();

    /** Called once for each node of these kinds, in source order. */
    void check(Node node, RustScope scope, FindingSink sink);
}
