package dev.upkeep.engine.document;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A value of a configuration file, and the 1-based line where it starts. Immutable. */
public sealed interface Value {

    int line();

    /** The value of this key; empty where this is no mapping or has no such key. The last of equal keys wins. */
    default Optional<Value> get(String key) {
        List<Entry> entries = entries();
        for (int at = entries.size() - 1; at >= 0; at--) {
            if (entries.get(at).key().equals(key)) {
                return Optional.of(entries.get(at).value());
            }
        }
        return Optional.empty();
    }

    /** The value below these keys. */
    default Optional<Value> at(String... keys) {
        Optional<Value> value = Optional.of(this);
        for (String key : keys) {
            value = value.flatMap(each -> each.get(key));
        }
        return value;
    }

    /** The entry of this key, for its line. */
    default Optional<Entry> entry(String key) {
        return entries().stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    /** The entries of a mapping as they are written, equal keys too; none where this is no mapping. */
    default List<Entry> entries() {
        return this instanceof Mapping(int _, List<Entry> entries) ? entries : List.of();
    }

    /** The items of a list; none where this is none. */
    default List<Value> items() {
        return this instanceof Sequence(int _, List<Value> items) ? items : List.of();
    }

    /** The text of a string; empty for numbers, booleans and all else. */
    default Optional<String> string() {
        return this instanceof Scalar(int _, Object value) && value instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    /** The text of any scalar but null. */
    default Optional<String> text() {
        return this instanceof Scalar(int _, Object value) && value != null
                ? Optional.of(value.toString())
                : Optional.empty();
    }

    default Optional<Double> number() {
        return this instanceof Scalar(int _, Object value) && value instanceof Number number
                ? Optional.of(number.doubleValue())
                : Optional.empty();
    }

    default boolean isTrue() {
        return this instanceof Scalar(int _, Object value) && Boolean.TRUE.equals(value);
    }

    default boolean isFalse() {
        return this instanceof Scalar(int _, Object value) && Boolean.FALSE.equals(value);
    }

    default boolean isMapping() {
        return this instanceof Mapping;
    }

    /** The strings in a list, or the one that stands alone. */
    default List<String> strings() {
        return Stream.concat(string().stream(), items().stream().flatMap(item -> item.string().stream()))
                .toList();
    }

    /** Keys with values, in the order of the file. */
    record Mapping(int line, List<Entry> entries) implements Value {}

    record Sequence(int line, List<Value> items) implements Value {}

    /** A string, a {@link Number}, a {@link Boolean} or null; dates are strings. */
    record Scalar(int line, @Nullable Object value) implements Value {}

    /** One key of a mapping. */
    record Entry(String key, int line, Value value) {}
}
