package dev.upkeep.engine.detect.script.syntax;

import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells functions that a server calls for each request from others. */
public final class Handlers {

    private static final Pattern ROUTING = Pattern.compile(
            "(app|router|server|fastify|api|route|\\w*[rR]outer|\\w+App)\\.(get|post|put|patch|delete|all|use|head|options|route)");
    private static final Set<String> BY_NAME = Set.of(
            "getServerSideProps", "GET", "POST", "PUT", "PATCH", "DELETE", "loader", "action", "handler", "middleware");
    private static final Pattern REQUEST = Pattern.compile("_?(req|request)");
    private static final Pattern RESPONSE = Pattern.compile("_?(res|response|reply|h)");

    private Handlers() {}

    /** The nearest handler around a node, however deep in callbacks. */
    public static Optional<Node> around(Node node) {
        Optional<Node> at = Scripts.enclosingFunction(node);
        while (at.isPresent() && of(at.get()).isEmpty()) {
            at = Scripts.enclosingFunction(at.get());
        }
        return at;
    }

    /** How the function comes to be called for each request; empty where nothing says that it is. */
    public static Optional<String> of(Node function) {
        Optional<Node> call = function.parent().filter(up -> up.is("arguments")).flatMap(Node::parent);
        if (call.filter(each -> ROUTING.matcher(Scripts.callee(each)).matches()).isPresent()) {
            return call.map(Scripts::callee);
        }
        List<String> parameters = function.child("parameters").map(Node::namedChildren).orElse(List.of()).stream()
                .map(parameter -> parameter.child("pattern").orElse(parameter).text())
                .toList();
        String name = Scripts.nameOf(function);
        boolean pair = parameters.size() >= 2
                && REQUEST.matcher(parameters.get(0)).matches()
                && RESPONSE.matcher(parameters.get(1)).matches();
        boolean named = BY_NAME.contains(name)
                && !parameters.isEmpty()
                && function.parent().filter(up -> up.is("export_statement")).isPresent();
        return pair || named ? Optional.of(name.isEmpty() ? "request handler" : name) : Optional.empty();
    }
}
