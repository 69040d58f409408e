package dev.upkeep.engine.detect.rust.cost;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustCheck;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.syntax.Node;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An HTTP client with a connection pool of its own that is made where a request is sent. Silent in constructors, where
 * the client is stored or returned, and in functions whose result names a client.
 */
public final class ClientBuiltPerCall implements RustCheck {

    private static final Pattern COOKIES = Pattern.compile("\\.cookie_(provider|store)\\(");
    private static final Pattern COMMAND = Pattern.compile("run|exec|execute|command|start");
    private static final String MAP = "(\\w+)(?:\\.(?:lock|read|write|borrow|borrow_mut|await|unwrap)(?:\\(\\))?)*";
    private static final Pattern LOOK_UP = Pattern.compile(MAP + "\\.get\\(");
    private static final Pattern ENTRY = Pattern.compile(MAP + "\\.(?:insert|put)\\(");
    private static final String RULE = "rust/client-built-per-call";
    private static final Map<String, String> CLIENTS = Map.of(
            "reqwest::Client::new", "reqwest::Client",
            "reqwest::Client::builder", "reqwest::Client",
            "reqwest::ClientBuilder::new", "reqwest::Client",
            "reqwest::get", "reqwest::Client",
            "reqwest::blocking::Client::new", "reqwest::blocking::Client",
            "reqwest::blocking::Client::builder", "reqwest::blocking::Client",
            "reqwest::blocking::get", "reqwest::blocking::Client",
            "hyper::Client::new", "hyper::Client");

    @Override
    public String rule() {
        return RULE;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("call_expression");
    }

    @Override
    public void check(Node node, RustScope scope, FindingSink sink) {
        String callee = scope.callee(node);
        String client = CLIENTS.get(callee);
        if (client == null || isFallback(node)) {
            return;
        }
        boolean loops = Constructors.loop(node, scope).isPresent();
        boolean once = Constructors.isRunOnce(node, scope)
                || isCommand(node, scope)
                || isHandedOn(node, scope)
                || hasOwnCookies(node)
                || isForCache(node, scope);
        if (loops || !once) {
            sink.report(scope.draft(RULE, node, node.startLine())
                    .with("client", client)
                    .with("call", callee)
                    .with("function", scope.functionName(node))
                    .with("inLoop", loops)
                    .severity(loops ? Severity.HIGH : Severity.MEDIUM));
        }
    }

    /** What a program below {@code bin} runs when it is started. */
    private static boolean isCommand(Node node, RustScope scope) {
        return scope.file().path().contains("/bin/")
                && COMMAND.matcher(scope.functionName(node)).matches();
    }

    /** {@code Client::builder().build().unwrap_or_else(|_| Client::new())} makes one, which is told of at its start. */
    private static boolean isFallback(Node node) {
        return node.ancestor("closure_expression", "block")
                .filter(around -> around.is("closure_expression"))
                .flatMap(closure -> closure.ancestor("call_expression"))
                .flatMap(MethodCall::of)
                .filter(call -> call.name().equals("unwrap_or_else")
                        && call.receiver().text().contains("Client"))
                .isPresent();
    }

    /** A client with cookies of its own is a session, which nobody wants to share. */
    private static boolean hasOwnCookies(Node node) {
        return node.ancestor("let_declaration", "expression_statement")
                .filter(statement -> COOKIES.matcher(statement.text()).find())
                .isPresent();
    }

    /** Between a look into a map and an entry into the same one: what is fetched is kept, and fetched once for each key. */
    private static boolean isForCache(Node node, RustScope scope) {
        Optional<Node> function = scope.function(node);
        return function.map(each -> each.text().replaceAll("\\s", ""))
                .filter(text -> {
                    int at = text.indexOf(node.text().replaceAll("\\s", ""));
                    return at >= 0
                            && LOOK_UP.matcher(text.substring(0, at))
                                    .results()
                                    .anyMatch(look -> ENTRY.matcher(text.substring(at))
                                            .results()
                                            .anyMatch(entry -> entry.group(1).equals(look.group(1))));
                })
                .isPresent();
    }

    private static boolean isHandedOn(Node node, RustScope scope) {
        boolean stored = node.ancestor("field_initializer", "shorthand_field_initializer")
                .isPresent();
        Optional<Node> function = scope.function(node);
        boolean returned = function.flatMap(each -> each.child("return_type"))
                .filter(type -> type.text().contains("Client") || type.text().contains("Self"))
                .isPresent();
        return stored || returned || isStoredLater(node, function);
    }

    /** {@code let client = …; Service { client, .. }}, or the variable as an argument of a constructor. */
    private static boolean isStoredLater(Node node, Optional<Node> function) {
        Optional<String> name = node.ancestor("let_declaration")
                .flatMap(declaration -> declaration.child("pattern"))
                .map(Node::text);
        return name.isPresent()
                && function.stream()
                        .flatMap(body -> body.descendants().stream())
                        .filter(each -> each.is("shorthand_field_initializer")
                                || each.is("field_initializer")
                                || (each.is("arguments") && isConstructor(each)))
                        .anyMatch(each -> mentions(each, name.get()));
    }

    private static boolean isConstructor(Node arguments) {
        return arguments
                .parent()
                .flatMap(call -> call.child("function"))
                .filter(function -> function.text()
                        .matches("(?s).*::(new|from|with)\\w*|.*\\.(with|app_data|layer|manage)\\w*|Some|Arc::new"))
                .isPresent();
    }

    private static boolean mentions(Node node, String name) {
        return node.descendants("identifier").stream().anyMatch(each -> each.hasText(name));
    }
}
