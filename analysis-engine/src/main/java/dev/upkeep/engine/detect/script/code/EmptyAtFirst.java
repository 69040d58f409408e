package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a constructor calls while there is nothing to do: a method that fails only where a field holds something ({@code
 * if (this.seen.size > 0)}), and the field is still empty.
 */
final class EmptyAtFirst {

    private static final Pattern HOLDS_SOME =
            Pattern.compile("\\(\\s*this\\.([\\w$#]+)\\.(size|length)(\\s*(>|!==?)\\s*0)?\\s*\\)");
    private static final Pattern EMPTY = Pattern.compile("new (Set|Map)(<[^()]*>)?\\(\\)|\\[\\s*]");

    private EmptyAtFirst() {}

    /** Whether the call stands in a constructor and the method has nothing to do then. */
    static boolean findsNothing(Node call, Node method) {
        return Scripts.enclosingFunction(call)
                .filter(function -> function.is("method_definition")
                        && Scripts.nameOf(function).equals("constructor"))
                .filter(constructor -> AsyncFunctions.failing(method)
                        .allMatch(place -> fieldAsked(place, method)
                                .filter(field -> isEmpty(field, constructor))
                                .isPresent()))
                .isPresent();
    }

    /** The field without whose content the place in the method is never reached. */
    private static Optional<String> fieldAsked(Node place, Node method) {
        Optional<Node> condition = place.ancestor("if_statement").filter(each -> each.index() > method.index());
        return condition
                .filter(each -> each.child("consequence")
                        .filter(then -> then.index() < place.index()
                                && place.index() < then.tree().subtreeEnd(then.index()))
                        .isPresent())
                .flatMap(each -> each.child("condition"))
                .map(each -> HOLDS_SOME.matcher(each.text()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }

    /** Begins empty and is not touched by the constructor. */
    private static boolean isEmpty(String field, Node constructor) {
        return !constructor.text().contains("this." + field)
                && constructor.parent().map(Node::namedChildren).stream()
                        .flatMap(List::stream)
                        .filter(member -> member.child("name")
                                .or(() -> member.child("property"))
                                .filter(name -> name.hasText(field))
                                .isPresent())
                        .flatMap(member -> member.child("value").stream())
                        .anyMatch(value -> EMPTY.matcher(value.text()).matches());
    }
}
