package dev.upkeep.engine.facts;

import dev.upkeep.engine.facts.FileFacts.ContextRange;
import dev.upkeep.engine.facts.FileFacts.FunctionMeasure;
import dev.upkeep.engine.facts.FileFacts.Item;
import dev.upkeep.engine.facts.FileFacts.LineCount;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the facts of one file from several extractors. Confined to one thread. */
public final class FactsBuilder {

    private final LineCount lines;
    private final int syntaxErrors;
    private final List<ContextRange> contexts = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private final List<FunctionMeasure> functions = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final Map<String, Set<String>> words = new TreeMap<>();
    private final TokenBlocks.Builder blocks = new TokenBlocks.Builder(0);

    public FactsBuilder(LineCount lines, int syntaxErrors) {
        this.lines = lines;
        this.syntaxErrors = syntaxErrors;
    }

    /** These lines are for something else than the file. */
    public void context(int startLine, int endLine, Context context) {
        contexts.add(new ContextRange(startLine, endLine, context));
    }

    public void item(Item item) {
        items.add(item);
    }

    public void function(FunctionMeasure function) {
        functions.add(function);
    }

    public void link(Link link) {
        links.add(link);
    }

    /** Adds a word to the set of this kind. */
    public void word(String kind, String word) {
        words.computeIfAbsent(kind, key -> new TreeSet<>()).add(word);
    }

    /** The windows of tokens that may be repeated elsewhere. */
    public TokenBlocks.Builder blocks() {
        return blocks;
    }

    public FileFacts build() {
        return new FileFacts(
                lines,
                syntaxErrors,
                List.copyOf(contexts),
                List.copyOf(items),
                List.copyOf(functions),
                List.copyOf(links),
                words,
                blocks.build());
    }
}
