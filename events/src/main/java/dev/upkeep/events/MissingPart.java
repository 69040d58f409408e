package dev.upkeep.events;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what JSON left out although the record promises it: a component without {@code @Nullable} that is null. */
final class MissingPart {

    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return type.isRecord()
                    ? Stream.of(type.getRecordComponents()).map(Part::of).toList()
                    : List.of();
        }
    };

    private MissingPart() {}

    /** The path of the first missing part, such as {@code findings[3].ruleId}. */
    static Optional<String> in(Object value) {
        return below(value, "");
    }

    private static Optional<String> below(@Nullable Object value, String path) {
        return switch (value) {
            case Record record -> first(PARTS.get(record.getClass()).stream().map(part -> check(record, part, path)));
            case List<?> list ->
                first(IntStream.range(0, list.size()).mapToObj(i -> element(list.get(i), path + "[" + i + "]")));
            case null, default -> Optional.empty();
        };
    }

    private static Optional<String> check(Record record, Part part, String path) {
        String at = path.isEmpty() ? part.name() : path + "." + part.name();
        Object value = part.read(record);
        return value == null && !part.nullable() ? Optional.of(at) : below(value, at);
    }

    private static Optional<String> element(@Nullable Object value, String path) {
        return value == null ? Optional.of(path) : below(value, path);
    }

    private static Optional<String> first(Stream<Optional<String>> paths) {
        return paths.flatMap(Optional::stream).findFirst();
    }

    private record Part(RecordComponent component, boolean nullable) {

        static Part of(RecordComponent component) {
            AnnotatedType type = component.getAnnotatedType();
            component.getAccessor().setAccessible(true);
            return new Part(component, type.isAnnotationPresent(Nullable.class));
        }

        String name() {
            return component.getName();
        }

        @Nullable
        Object read(Record record) {
            try {
                return component.getAccessor().invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a record's accessor can be called", e);
            }
        }
    }
}
