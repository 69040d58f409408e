package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A call that blocks Node's only thread while a request waits. Evidence: the name of a blocking call of Node (or of a
 * password hash) inside a function that a router is given, that takes a request and a response, or that a framework
 * calls for each request by its name.
 */
public final class SyncIoInHandler implements SyntaxDetector {

    private static final String RULE = "javascript/sync-io-in-handler";
    private static final Pattern BLOCKING = Pattern.compile(
            "(\\w+\\.)?(readFileSync|writeFileSync|appendFileSync|readdirSync|statSync|lstatSync|existsSync|mkdirSync|unlinkSync|rmSync"
                    + "|copyFileSync|renameSync|openSync|readSync|writeSync|accessSync|execSync|execFileSync|spawnSync|pbkdf2Sync"
                    + "|scryptSync|hashSync|compareSync|gzipSync|gunzipSync|deflateSync|inflateSync|brotliCompressSync)");
    private static final Pattern ROUTING = Pattern.compile(
            "(app|router|server|fastify|api|route|\\w*[rR]outer|\\w+App)\\.(get|post|put|patch|delete|all|use|head|options|route)");
    private static final Set<String> BY_NAME = Set.of(
            "getServerSideProps", "GET", "POST", "PUT", "PATCH", "DELETE", "loader", "action", "handler", "middleware");
    private static final Pattern REQUEST = Pattern.compile("_?(req|request)");
    private static final Pattern RESPONSE = Pattern.compile("_?(res|response|reply|h)");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("call_expression");
    }

    @Override
    public void visit(Node call, SourceFile file, FindingSink sink) {
        String callee = Scripts.callee(call);
        if (!BLOCKING.matcher(callee).matches() || call.inError()) {
            return;
        }
        for (Optional<Node> at = Scripts.enclosingFunction(call);
                at.isPresent();
                at = Scripts.enclosingFunction(at.get())) {
            Optional<String> handler = handler(at.get());
            if (handler.isPresent()) {
                boolean quick = Scripts.lastName(call).equals("existsSync")
                        || Scripts.lastName(call).equals("statSync");
                Draft draft = Draft.of(RULE, Location.line(file.path(), call.startLine()))
                        .scope(Scripts.scope(call))
                        .with("call", callee)
                        .with("handler", handler.get());
                sink.report(quick ? draft.confidence(0.6) : draft);
                return;
            }
        }
    }

    /** How the function comes to be called for each request; empty where nothing says that it is. */
    private static Optional<String> handler(Node function) {
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
