package dev.upkeep.engine.syntax;

import dev.upkeep.engine.syntax.QueryPattern.Sequence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tree-sitter query for the trees of one grammar, matched over flat trees in plain Java: the native query compiler
 * never comes back from some texts, and nothing could stop it. Immutable and safe to share.
 *
 * <p>The language is tree-sitter's without {@code MISSING} and supertypes. A repetition takes as much as it can; what is
 * not repeated is found wherever it stands.
 */
public final class TreeQuery {

    /** The capture that marks what is to be reported. */
    public static final String FINDING = "finding";

    private final List<Top> patterns;
    private final List<String> captures;

    /** One pattern with its conditions. */
    record Top(QueryPattern pattern, List<QueryPredicate> predicates) {}

    TreeQuery(List<Top> patterns, List<String> captures) {
        this.patterns = List.copyOf(patterns);
        this.captures = List.copyOf(captures);
    }

    /**
     * What one query found in one tree.
     *
     * @param cut why there may be more; null where these are all
     */
    public record Result(List<Match> matches, @Nullable String cut) {}

    /** One match that passed the predicates: its captures in source order. */
    public record Match(List<Capture> captures) {}

    /** A captured node, by its name without the at sign. */
    public record Capture(String name, Node node) {}

    /**
     * The query in this text.
     *
     * @throws InvalidQueryException where it means nothing to the grammar, or asks for more than we run
     */
    public static TreeQuery compile(String text, Symbols symbols) throws InvalidQueryException {
        return new QueryReader(text, symbols).read();
    }

    /** Searches a tree of that grammar; takes a time that grows with the tree and with nothing else. */
    public Result search(SyntaxTree tree) {
        QuerySearch search = new QuerySearch(tree, captures);
        patterns.forEach(search::run);
        return search.result();
    }

    /** The sequence of nothing. */
    static final Sequence NOTHING = new Sequence(List.of(), false);
}
