package dev.upkeep.engine.document;

import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.document.Value.Mapping;
import dev.upkeep.engine.document.Value.Scalar;
import dev.upkeep.engine.document.Value.Sequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads TOML with the line of each key. */
public final class Toml {

    private Toml() {}

    public static Parsed parse(String text) {
        TomlParseResult result = org.tomlj.Toml.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
        if (result.hasErrors()) {
            TomlParseError first = result.errors().getFirst();
            TomlPosition at = first.position();
            return Parsed.failed(List.of(), at.line(), at.column(), String.valueOf(first.getMessage()));
        }
        return new Parsed(List.of(table(result, 1)), null);
    }

    private static Value table(TomlTable table, int line) {
        List<Entry> entries = new ArrayList<>();
        for (String key : table.keySet()) {
            List<String> path = List.of(key);
            int at = line(table.inputPositionOf(path), line);
            entries.add(new Entry(key, at, value(table.get(path), at)));
        }
        entries.sort(Comparator.comparingInt(Entry::line));
        return new Mapping(line, List.copyOf(entries));
    }

    private static Value array(TomlArray array, int line) {
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            items.add(value(array.get(i), line(array.inputPositionOf(i), line)));
        }
        return new Sequence(line, List.copyOf(items));
    }

    private static Value value(@Nullable Object value, int line) {
        return switch (value) {
            case null -> new Scalar(line, null);
            case TomlTable table -> table(table, line);
            case TomlArray array -> array(array, line);
            case String text -> new Scalar(line, text);
            case Number number -> new Scalar(line, number);
            case Boolean flag -> new Scalar(line, flag);
            default -> new Scalar(line, value.toString());
        };
    }

    private static int line(@Nullable TomlPosition position, int otherwise) {
        return position == null ? otherwise : position.line();
    }
}
