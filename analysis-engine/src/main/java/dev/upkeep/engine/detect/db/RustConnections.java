package dev.upkeep.engine.detect.db;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.db.OpenedConnection.Place;
import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.detect.rust.cost.Constructors;
import dev.upkeep.engine.detect.rust.facts.Attributes;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where Rust code opens connections to databases, as links of the kind {@value OpenedConnection#KIND}. How often a place
 * runs is read from the function around it: its parameters, attributes and result say that it is a handler, its name
 * that it sets something up.
 */
final class RustConnections implements FactsExtractor {

    private static final Pattern EXTRACTOR = Pattern.compile(
            "\\b(State|Json|Path|Query|Extension|Form|web::Data|web::Json|web::Path|web::Query|Request|TypedHeader|Multipart)\\s*[<(]"
                    + "|\\bHttpRequest\\b|\\bHeaderMap\\b");
    private static final Pattern RESPONSE = Pattern.compile(
            "\\bimpl\\s+(IntoResponse|Responder|Reply)\\b|\\bHttpResponse\\b|\\bResponse\\s*<|\\bJson\\s*<|\\bStatusCode\\b");
    private static final Set<String> ROUTES =
            Set.of("get", "post", "put", "delete", "patch", "handler", "command", "endpoint", "oai", "tool");
    private static final Pattern ONCE = Pattern.compile(
            "(.*_)?(open|establish|create|make|ensure|start|startup|serve|listen|spawn|launch|run|boot|worker|daemon|daemonize|cli|seed|test|check|ping|health|restore|backup|export|import|repair|vacuum|doctor)(_.*)?"
                    + "|.*(migrat|schema|_pool|_state|_db|database).*|pool|db|cmd_.*");
    private static final Pattern CONNECTION = Pattern.compile("\\w*(Connection|Client|Conn|Pool|Database)\\b");

    @Override
    public Set<Language> languages() {
        return Set.of(Language.RUST);
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        if (file.context() == Context.PRODUCTION) {
            file.tree().ifPresent(tree -> {
                RustScope scope = RustScope.of(file, tree);
                tree.root().descendants("call_expression").stream()
                        .filter(call -> !scope.inTests(call))
                        .forEach(call -> RustClients.of(call, scope)
                                .filter(opens -> !holdsLock(call, scope))
                                .ifPresent(opens ->
                                        facts.link(opened(call, opens, scope).link(call.startLine()))));
            });
        }
    }

    /** A lock lives as long as the session that asks for it: a pool would lend that to others. */
    private static boolean holdsLock(Node call, RustScope scope) {
        return scope.function(call)
                .filter(function ->
                        OpenedConnection.LOCKS.matcher(function.text()).find())
                .isPresent();
    }

    private static OpenedConnection opened(Node call, RustClients.Opens opens, RustScope scope) {
        Optional<Node> function = scope.function(call);
        String name = scope.functionName(call);
        Place place = function.map(each -> place(call, each, scope)).orElse(Place.ONCE);
        int callers = place == Place.GIVER ? callers(name, scope) : 0;
        return new OpenedConnection(opens.client(), opens.server(), opens.pool(), opens.call(), name, place, callers);
    }

    private static Place place(Node call, Node function, RustScope scope) {
        boolean handler = isHandler(function);
        if (KeptConnections.isKept(call, function) || (!handler && KeptConnections.isUsedInLoop(call, function))) {
            return Place.ONCE;
        }
        if (gives(function)) {
            return scope.functionName(call).matches("new|default|.*init.*|main") ? Place.ONCE : Place.GIVER;
        }
        if (handler) {
            return Place.HANDLER;
        }
        boolean once = Constructors.isRunOnce(call, scope)
                || ONCE.matcher(scope.functionName(call)).matches();
        boolean method =
                function.descendants("self_parameter").stream().findFirst().isPresent();
        return once ? Place.ONCE : method ? Place.METHOD : Place.FUNCTION;
    }

    /** Who calls it has the connection, and how often that is, this function does not say. */
    private static boolean gives(Node function) {
        return function.child("return_type")
                .filter(type -> CONNECTION.matcher(type.text()).find())
                .isPresent();
    }

    private static boolean isHandler(Node function) {
        boolean takes = function.child("parameters")
                .filter(parameters -> EXTRACTOR.matcher(parameters.text()).find())
                .isPresent();
        boolean answers = function.child("return_type")
                .filter(type -> RESPONSE.matcher(type.text()).find())
                .isPresent();
        return takes
                || answers
                || Attributes.before(function).stream().anyMatch(attribute -> ROUTES.contains(attribute.name()));
    }

    private static int callers(String name, RustScope scope) {
        List<Node> calls = scope.tree().root().descendants("call_expression").stream()
                .filter(call -> !scope.inTests(call))
                .filter(call -> MethodCall.of(call)
                                .filter(method -> method.name().equals(name))
                                .isPresent()
                        || scope.callee(call).matches("((Self|self|super|crate)::)?(\\w+::)*" + name))
                .toList();
        // What a closure calls, a pool calls when it wants one more.
        return (int) calls.stream()
                .filter(call -> scope.body(call)
                        .filter(body -> body.is("function_item") && !gives(body))
                        .isPresent())
                .map(scope::functionName)
                .filter(caller -> !caller.isEmpty() && !caller.equals(name))
                .filter(caller -> !caller.matches("new|main|.*init.*|.*migrat.*|test_.*"))
                .distinct()
                .count();
    }
}
