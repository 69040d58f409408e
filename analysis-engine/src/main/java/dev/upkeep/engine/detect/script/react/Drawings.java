package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Set;

/** Drawings in markup: an {@code svg}, or an element under another name that holds nothing but shapes. */
final class Drawings {

    private static final Set<String> CANVASES = Set.of("svg", "Svg", "SVG");
    private static final Set<String> SHAPES = Set.of(
            "path",
            "g",
            "rect",
            "circle",
            "ellipse",
            "line",
            "polyline",
            "polygon",
            "text",
            "defs",
            "title",
            "use",
            "mask");
    private static final Set<String> ELEMENTS = Set.of("jsx_element", "jsx_self_closing_element");

    private Drawings() {}

    /** How many lines of the function draw. */
    static int lines(Node function) {
        int lines = 0;
        int end = -1;
        for (Node element : function.descendants("jsx_element")) {
            if (element.index() >= end && draws(element)) {
                lines += element.endLine() - element.startLine();
                end = element.tree().subtreeEnd(element.index());
            }
        }
        return lines;
    }

    private static boolean draws(Node element) {
        if (CANVASES.contains(tag(element))) {
            return true;
        }
        List<String> inside = element.namedChildren().stream()
                .filter(child -> ELEMENTS.contains(child.kind()))
                .map(Drawings::tag)
                .toList();
        return !inside.isEmpty() && SHAPES.containsAll(inside);
    }

    private static String tag(Node element) {
        Node opening = element.is("jsx_element") ? element.namedChildren().getFirst() : element;
        return opening.child("name").map(Node::text).orElse("");
    }
}
