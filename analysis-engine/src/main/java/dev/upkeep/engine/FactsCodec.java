package dev.upkeep.engine;

import dev.upkeep.engine.facts.FileFacts;
import dev.upkeep.engine.facts.FileFacts.ContextRange;
import dev.upkeep.engine.facts.FileFacts.FunctionMeasure;
import dev.upkeep.engine.facts.FileFacts.Item;
import dev.upkeep.engine.facts.FileFacts.LineCount;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.facts.TokenBlocks;
import dev.upkeep.engine.source.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The facts of one file to bytes and back. Written out by hand: nearly all of what the cache holds is facts. */
final class FactsCodec {

    private FactsCodec() {}

    static void write(FileFacts facts, PackedWriter to) {
        to.number(facts.lines().total());
        to.number(facts.lines().code());
        to.number(facts.lines().comment());
        to.number(facts.lines().blank());
        to.number(facts.syntaxErrors());
        to.all(facts.contexts(), range -> write(range, to));
        to.all(facts.items(), item -> write(item, to));
        to.all(facts.functions(), function -> write(function, to));
        to.all(facts.links(), link -> write(link, to));
        to.all(facts.words().entrySet(), words -> {
            to.text(words.getKey());
            to.all(words.getValue(), to::text);
        });
        write(facts.blocks(), to);
    }

    static FileFacts read(PackedReader from) {
        return new FileFacts(
                new LineCount(from.number(), from.number(), from.number(), from.number()),
                from.number(),
                from.all(() -> new ContextRange(from.number(), from.number(), Context.valueOf(from.text()))),
                from.all(() -> item(from)),
                from.all(() -> function(from)),
                from.all(() -> link(from)),
                words(from),
                blocks(from));
    }

    private static void write(ContextRange range, PackedWriter to) {
        to.number(range.startLine());
        to.number(range.endLine());
        to.text(range.context().name());
    }

    private static void write(Item item, PackedWriter to) {
        to.text(item.kind());
        to.text(item.name());
        to.number(item.startLine());
        to.number(item.endLine());
        to.flag(item.exported());
        to.all(item.references(), to::text);
    }

    private static Item item(PackedReader from) {
        return new Item(from.text(), from.text(), from.number(), from.number(), from.flag(), from.texts());
    }

    private static void write(FunctionMeasure function, PackedWriter to) {
        to.text(function.name());
        to.text(function.callback());
        to.number(function.startLine());
        to.number(function.endLine());
        to.number(function.codeLines());
        to.number(function.textLines());
        to.number(function.dataLines());
        to.number(function.cognitive());
        to.number(function.connected());
        to.number(function.nesting());
    }

    private static FunctionMeasure function(PackedReader from) {
        return new FunctionMeasure(
                from.text(),
                from.text(),
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                from.number());
    }

    private static void write(Link link, PackedWriter to) {
        to.text(link.kind());
        to.text(link.target());
        to.all(link.names(), to::text);
        to.number(link.line());
        to.all(link.attributes().entrySet(), attribute -> {
            to.text(attribute.getKey());
            to.text(attribute.getValue());
        });
    }

    private static Link link(PackedReader from) {
        return new Link(from.text(), from.text(), from.all(from::text), from.number(), attributes(from));
    }

    private static Map<String, String> attributes(PackedReader from) {
        int size = from.size();
        if (size == 0) {
            return Map.of();
        }
        Map<String, String> attributes = LinkedHashMap.newLinkedHashMap(size);
        for (int count = 0; count < size; count++) {
            attributes.put(from.text(), from.text());
        }
        return attributes;
    }

    private static void write(TokenBlocks blocks, PackedWriter to) {
        to.number(blocks.size());
        for (int index = 0; index < blocks.size(); index++) {
            to.hash(blocks.hash(index));
            to.number(blocks.startLine(index));
            to.number(blocks.endLine(index));
            to.number(blocks.codeBefore(index));
            to.number(blocks.codeUntilEnd(index));
        }
    }

    private static TokenBlocks blocks(PackedReader from) {
        int size = from.size();
        TokenBlocks.Builder blocks = new TokenBlocks.Builder(size);
        for (int count = 0; count < size; count++) {
            blocks.add(from.hash(), from.number(), from.number(), from.number(), from.number());
        }
        return blocks.build();
    }

    private static Map<String, Set<String>> words(PackedReader from) {
        int size = from.size();
        if (size == 0) {
            return Map.of();
        }
        Map<String, Set<String>> words = LinkedHashMap.newLinkedHashMap(size);
        for (int count = 0; count < size; count++) {
            words.put(from.text(), from.texts());
        }
        return words;
    }
}
