package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What asks for something that the code itself has arranged to be there, or not: the next element, the parent of a
 * path, a field that is set by another method. Whether it is there cannot be seen at the call, so it is a mere risk.
 */
final class MayBeAbsent {

    /** Of collections, iterators, paths and texts: they give nothing where nothing is left. */
    private static final Set<String> LOOK_UPS = Set.of(
            "get",
            "get_mut",
            "get_key_value",
            "first",
            "first_mut",
            "last",
            "last_mut",
            "next",
            "next_back",
            "nth",
            "peek",
            "peek_mut",
            "front",
            "front_mut",
            "back",
            "back_mut",
            "pop",
            "pop_front",
            "pop_back",
            "pop_first",
            "pop_last",
            "remove",
            "min",
            "max",
            "min_by",
            "max_by",
            "min_by_key",
            "max_by_key",
            "position",
            "rposition",
            "parent",
            "file_name",
            "file_stem",
            "extension",
            "to_str",
            "strip_prefix",
            "strip_suffix",
            "captures",
            "downcast",
            "downcast_ref",
            "downcast_mut",
            "get_group",
            "split_first",
            "split_last");

    /** Of a field or a variable that may hold something. */
    private static final Set<String> VIEWS = Set.of("as_ref", "as_mut", "as_deref", "as_deref_mut", "take");

    private static final Set<String> COPIES = Set.of("cloned", "copied", "clone");

    /** What a user, a client or the environment decides. */
    private static final Pattern OUTSIDE = Pattern.compile(
            "(?i)(?<![a-z])(args?(_os)?|argv|quer(y|ies)|query_pairs|params?|headers?|cookies?|env|vars?|stdin|requests?|req|"
                    + "responses?|resp|ur[il]|(deep_?)?links?|form|payload|body)(?![a-z])");

    private static final int MACRO_TOKENS = 9;

    private MayBeAbsent() {}

    /** When a call on this value panics; empty where it is no such accessor, or what it reads comes from outside. */
    static Optional<String> reason(Node receiver) {
        return MethodCall.of(receiver)
                .flatMap(MayBeAbsent::accessor)
                .map(MayBeAbsent::told)
                .or(() -> held(receiver).map(MayBeAbsent::empty));
    }

    /** A field, or a parameter that is declared as an option. */
    private static Optional<String> held(Node receiver) {
        if (receiver.is("field_expression")) {
            return receiver.child("field").map(Node::text).filter(name -> !name.matches("\\d+"));
        }
        return receiver.is("identifier")
                ? receiver.ancestor("function_item", "closure_expression")
                        .filter(around -> around.is("function_item"))
                        .flatMap(function -> function.child("parameters"))
                        .filter(parameters -> Pattern.compile("\\b" + receiver.text() + ":\\s*Option<")
                                .matcher(parameters.text())
                                .find())
                        .map(parameters -> receiver.text())
                : Optional.empty();
    }

    private static Optional<String> accessor(MethodCall call) {
        if (COPIES.contains(call.name())) {
            Optional<String> field = Optional.of(call.receiver())
                    .filter(receiver -> receiver.is("field_expression"))
                    .flatMap(receiver -> receiver.child("field"))
                    .map(Node::text);
            return MethodCall.of(call.receiver()).flatMap(MayBeAbsent::accessor).or(() -> field);
        }
        boolean view = VIEWS.contains(call.name()) && call.arguments().isEmpty();
        boolean lookUp = LOOK_UPS.contains(call.name()) && !isFromOutside(call.node());
        return view || lookUp || givesOption(call) ? Optional.of(call.name()) : Optional.empty();
    }

    /** Whether all functions of this name in the file say that they may give nothing. */
    private static boolean givesOption(MethodCall call) {
        List<Node> named = call.node().tree().root().descendants("function_item").stream()
                .filter(function -> function.child("name")
                        .filter(name -> name.hasText(call.name()))
                        .isPresent())
                .toList();
        return !named.isEmpty()
                && named.stream()
                        .allMatch(function -> function.child("return_type")
                                .filter(type -> type.text().startsWith("Option<"))
                                .isPresent());
    }

    private static boolean isFromOutside(Node chain) {
        Node start = chain;
        for (Optional<MethodCall> at = MethodCall.of(chain);
                at.isPresent();
                at = at.map(MethodCall::receiver).flatMap(MethodCall::of)) {
            start = at.get().receiver();
        }
        return OUTSIDE.matcher(chain.text()).find()
                || (start.is("identifier")
                        && MadeBefore.declaration(start)
                                .flatMap(let -> let.child("value"))
                                .filter(value -> OUTSIDE.matcher(value.text()).find())
                                .isPresent());
    }

    /**
     * The same among the tokens of a macro.
     *
     * @param dot the place of the dot before {@code unwrap}
     */
    static Optional<String> reason(List<Node> tokens, int dot) {
        boolean field = dot >= 3
                && tokens.get(dot - 1).is("identifier")
                && tokens.get(dot - 2).is(".");
        if (field) {
            return Optional.of(empty(tokens.get(dot - 1).text()));
        }
        boolean call = dot >= 4
                && tokens.get(dot - 1).is("token_tree")
                && tokens.get(dot - 3).is(".");
        if (!call) {
            return Optional.empty();
        }
        String name = tokens.get(dot - 2).text();
        String before = tokens.subList(Math.max(0, dot - MACRO_TOKENS), dot).stream()
                .map(Node::text)
                .collect(Collectors.joining());
        boolean view = VIEWS.contains(name) && tokens.get(dot - 1).hasText("()");
        boolean lookUp = LOOK_UPS.contains(name) && !OUTSIDE.matcher(before).find();
        return view || lookUp ? Optional.of(told(name)) : Optional.empty();
    }

    private static String told(String accessor) {
        return "it does so only where `" + accessor + "` gives no value, which the code around may rule out";
    }

    private static String empty(String name) {
        return "it does so only where `" + name + "` holds no value, which the code around may rule out";
    }
}
