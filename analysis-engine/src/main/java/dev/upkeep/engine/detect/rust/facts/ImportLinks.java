package dev.upkeep.engine.detect.rust.facts;

import dev.upkeep.engine.syntax.Node;
import java.util.ArrayList;
import java.util.List;

/** The {@code use} declarations of a file, one import for each name that they bring in. */
public final class ImportLinks {

    /**
     * One name that is brought in.
     *
     * @param path as written, with {@code ::*} at its end for everything
     * @param name under which it is known; {@code *} for everything, {@code _} for nothing but methods
     */
    public record Import(String path, String name, int line) {}

    private ImportLinks() {}

    /** What this {@code use_declaration} brings in. */
    public static List<Import> of(Node useDeclaration) {
        List<Import> imports = new ArrayList<>();
        useDeclaration.child("argument").ifPresent(argument -> collect(argument, "", imports));
        return imports;
    }

    private static void collect(Node node, String prefix, List<Import> imports) {
        switch (node.kind()) {
            case "use_list" -> node.namedChildren().forEach(child -> collect(child, prefix, imports));
            case "scoped_use_list" -> {
                String path =
                        joined(prefix, node.child("path").map(RustPath::text).orElse(""));
                node.child("list").ifPresent(list -> collect(list, path, imports));
            }
            case "use_as_clause" -> {
                String path =
                        joined(prefix, node.child("path").map(RustPath::text).orElse(""));
                String alias = node.child("alias").map(Node::text).orElse("");
                imports.add(new Import(path, RustPath.plain(alias), node.startLine()));
            }
            case "use_wildcard" -> {
                String path = node.namedChildren().stream()
                        .findFirst()
                        .map(RustPath::text)
                        .orElse("");
                imports.add(new Import(joined(joined(prefix, path), "*"), "*", node.startLine()));
            }
            case "self" -> imports.add(new Import(prefix, last(prefix), node.startLine()));
            default -> {
                String path = joined(prefix, RustPath.text(node));
                imports.add(new Import(path, last(path), node.startLine()));
            }
        }
    }

    private static String joined(String prefix, String path) {
        return prefix.isEmpty() ? path : path.isEmpty() ? prefix : prefix + "::" + path;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf(':') + 1);
    }
}
