package dev.upkeep.engine.detect.rust.facts;

import dev.upkeep.engine.syntax.Node;
import java.util.ArrayList;
import java.util.List;

/** Reads paths such as {@code std::sync::Mutex} out of the tree. */
public final class RustPath {

    private RustPath() {}

    /** The segments without generic arguments; empty where the node is no plain path, such as {@code <T as A>::b}. */
    public static List<String> segments(Node path) {
        List<String> segments = new ArrayList<>();
        return collect(path, segments) ? segments : List.of();
    }

    /** The segments with {@code ::} between them; empty where the node is no plain path. */
    public static String text(Node path) {
        return String.join("::", segments(path));
    }

    private static boolean collect(Node path, List<String> segments) {
        return switch (path.kind()) {
            case "identifier",
                    "type_identifier",
                    "field_identifier",
                    "primitive_type",
                    "self",
                    "super",
                    "crate",
                    "metavariable" -> segments.add(plain(path.text()));
            case "scoped_identifier", "scoped_type_identifier", "scoped_use_list" -> scoped(path, segments);
            case "generic_type", "generic_type_with_turbofish" ->
                path.child("type").filter(type -> collect(type, segments)).isPresent();
            case "generic_function" ->
                path.child("function")
                        .filter(function -> collect(function, segments))
                        .isPresent();
            default -> false;
        };
    }

    private static boolean scoped(Node path, List<String> segments) {
        boolean known =
                path.child("path").map(prefix -> collect(prefix, segments)).orElse(true);
        return known && path.child("name").map(name -> collect(name, segments)).orElse(true);
    }

    /** A name without the mark of a raw identifier. */
    public static String plain(String name) {
        return name.startsWith("r#") ? name.substring(2) : name;
    }
}
