package dev.upkeep.engine.document;

import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.document.Value.Mapping;
import dev.upkeep.engine.document.Value.Scalar;
import dev.upkeep.engine.document.Value.Sequence;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads YAML with the line of each value: several documents, any tag (such as {@code !Ref} or {@code !reference}), merge
 * keys. Nothing is constructed from tags. An alias is the value of its anchor, shared and not copied.
 */
public final class Yaml {

    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(32 << 20).build();

    private final IdentityHashMap<Node, Value> known = new IdentityHashMap<>();

    private Yaml() {}

    public static Parsed parse(String text) {
        Yaml reader = new Yaml();
        List<Value> documents = new ArrayList<>();
        try {
            for (Node node : new Compose(SETTINGS).composeAllFromString(text)) {
                documents.add(reader.value(node));
            }
            return new Parsed(List.copyOf(documents), null);
        } catch (MarkedYamlEngineException wrong) {
            return failure(documents, wrong);
        } catch (YamlEngineException wrong) {
            // Without a place there is nothing to show: a limit of ours, or a character that is not printable.
            return new Parsed(List.of(), null);
        }
    }

    private static Parsed failure(List<Value> documents, MarkedYamlEngineException wrong) {
        String problem = wrong.getProblem() == null ? "not YAML" : wrong.getProblem();
        return wrong.getProblemMark()
                .map(mark -> Parsed.failed(documents, mark.getLine() + 1, mark.getColumn() + 1, problem))
                .orElseGet(() -> Parsed.failed(documents, 1, 1, problem));
    }

    private Value value(Node node) {
        Value ready = known.get(node);
        if (ready != null) {
            return ready;
        }
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        // Guards against an anchor that contains itself.
        known.put(node, new Scalar(line, null));
        Value value = switch (node) {
            case MappingNode mapping -> new Mapping(line, entries(mapping));
            case SequenceNode sequence ->
                new Sequence(line, sequence.getValue().stream().map(this::value).toList());
            case ScalarNode scalar -> new Scalar(line, scalar(scalar));
            default -> new Scalar(line, null);
        };
        known.put(node, value);
        return value;
    }

    private List<Entry> entries(MappingNode mapping) {
        List<Entry> own = new ArrayList<>();
        List<Entry> merged = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Value key = value(tuple.getKeyNode());
            Value value = value(tuple.getValueNode());
            String name = key.text().orElse("");
            if (name.equals("<<")) {
                Stream.concat(Stream.of(value), value.items().stream()).forEach(each -> merged.addAll(each.entries()));
            } else {
                own.add(new Entry(name, key.line(), value));
            }
        }
        List<String> names = own.stream().map(Entry::key).toList();
        merged.removeIf(entry -> names.contains(entry.key()));
        // The last of equal keys wins, so what is merged in stands first.
        return Stream.concat(merged.stream(), own.stream()).toList();
    }

    private static @Nullable Object scalar(ScalarNode node) {
        String text = node.getValue();
        if (node.getTag().equals(Tag.NULL)) {
            return null;
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        if (node.getTag().equals(Tag.INT) && text.matches("[-+]?[0-9]{1,18}")) {
            return Long.valueOf(text);
        }
        if (node.getTag().equals(Tag.FLOAT) && text.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?")) {
            return Double.valueOf(text);
        }
        return text;
    }
}
