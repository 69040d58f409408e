package dev.upkeep.engine.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One map of a settings file, read strictly: each complaint names its line. */
final class YamlMap {

    private final int line;
    private final Map<String, Node> values;

    private YamlMap(int line, Map<String, Node> values) {
        this.line = line;
        this.values = values;
    }

    /** The map in this node; other keys than the allowed ones are an error. */
    static YamlMap of(Node node, Set<String> allowed) throws InvalidSettingsException {
        Map<String, Node> values = entries(node);
        for (Map.Entry<String, Node> entry : values.entrySet()) {
            if (!allowed.contains(entry.getKey())) {
                throw new InvalidSettingsException(
                        line(entry.getValue()),
                        "unknown key '" + entry.getKey() + "'; known are "
                                + String.join(", ", allowed.stream().sorted().toList()));
            }
        }
        return new YamlMap(line(node), values);
    }

    YamlMap map(String key, Set<String> allowed) throws InvalidSettingsException {
        Node node = values.get(key);
        return node == null ? new YamlMap(line, Map.of()) : of(node, allowed);
    }

    double number(String key, double otherwise) throws InvalidSettingsException {
        Optional<String> text = word(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(text.get());
            if (value >= 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw invalid(key, "must be a number, not " + text.get());
        }
        throw invalid(key, "must be a number from 0 up, not " + text.get());
    }

    int count(String key, int otherwise) throws InvalidSettingsException {
        double value = number(key, otherwise);
        if (value != Math.rint(value) || value < 1 || value > 1_000_000) {
            throw invalid(key, "must be a whole number from 1 up");
        }
        return (int) value;
    }

    Optional<String> word(String key) throws InvalidSettingsException {
        Node node = values.get(key);
        return node == null ? Optional.empty() : Optional.of(scalar(key, node));
    }

    String needed(String key) throws InvalidSettingsException {
        Optional<String> word = word(key).filter(text -> !text.isBlank());
        return word.orElseThrow(() -> new InvalidSettingsException(line, "needs '" + key + "'"));
    }

    List<String> list(String key) throws InvalidSettingsException {
        List<String> words = new ArrayList<>();
        for (Node item : items(key)) {
            words.add(scalar(key, item));
        }
        return List.copyOf(words);
    }

    List<Node> items(String key) throws InvalidSettingsException {
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw invalid(key, "must be a list");
    }

    Map<String, String> words(String key) throws InvalidSettingsException {
        Node node = values.get(key);
        Map<String, String> words = new LinkedHashMap<>();
        if (node != null) {
            for (Map.Entry<String, Node> entry : entries(node).entrySet()) {
                words.put(entry.getKey(), scalar(entry.getKey(), entry.getValue()));
            }
        }
        return words;
    }

    InvalidSettingsException invalid(String key, String problem) {
        Node node = values.get(key);
        return new InvalidSettingsException(node == null ? line : line(node), key + " " + problem);
    }

    private String scalar(String key, Node node) throws InvalidSettingsException {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new InvalidSettingsException(line(node), key + " must be a single value");
    }

    private static Map<String, Node> entries(Node node) throws InvalidSettingsException {
        if (!(node instanceof MappingNode mapping)) {
            throw new InvalidSettingsException(line(node), "must be a map of keys and values");
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new InvalidSettingsException(line(tuple.getKeyNode()), "a key must be a word");
            }
            entries.put(key.getValue(), tuple.getValueNode());
        }
        return entries;
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
