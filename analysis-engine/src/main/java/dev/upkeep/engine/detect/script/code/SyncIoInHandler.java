package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.detect.script.syntax.Handlers;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A call that blocks Node's only thread for long while a request waits. Evidence: the name of a blocking call of Node (or of a
 * password hash) inside a function that a router is given, that takes a request and a response, or that a framework
 * calls for each request by its name.
 */
public final class SyncIoInHandler implements SyntaxDetector {

    private static final String RULE = "javascript/sync-io-in-handler";
    private static final Pattern BLOCKING = Pattern.compile(
            "(\\w+\\.)?(readFileSync|writeFileSync|appendFileSync|readdirSync|mkdirSync|unlinkSync|rmSync"
                    + "|copyFileSync|renameSync|openSync|readSync|writeSync|execSync|execFileSync|spawnSync|pbkdf2Sync"
                    + "|scryptSync|hashSync|compareSync|gzipSync|gunzipSync|deflateSync|inflateSync|brotliCompressSync)");

    /** Servers that one developer or one test talks to: nobody else waits. */
    private static final Pattern DEVELOPMENT = Pattern.compile(
            "(?i)(^|[/._-])(dev|mock|local|preview)[._-]?(server|tools?)\\b|(^|/)develop(ment)?\\.|(^|/)(mocks?|storybook)/");

    private static final Pattern OF_TESTS = Pattern.compile("(^|/)(__)?fixtures?(__)?/|^(tests?|e2e)/");

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
        if (!BLOCKING.matcher(callee).matches()
                || call.inError()
                || file.context() == Context.TEST
                || OF_TESTS.matcher(file.path()).find()
                || DEVELOPMENT.matcher(file.path()).find()) {
            return;
        }
        for (Optional<Node> at = Scripts.enclosingFunction(call);
                at.isPresent();
                at = Scripts.enclosingFunction(at.get())) {
            Optional<String> handler = Handlers.of(at.get());
            if (handler.isPresent()) {
                sink.report(Draft.of(RULE, Location.line(file.path(), call.startLine()))
                        .scope(Scripts.scope(call))
                        .with("call", callee)
                        .with("handler", handler.get()));
                return;
            }
        }
    }
}
