package dev.upkeep.engine.detect.rust.async;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustCheck;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.detect.rust.cost.Constructors;
import dev.upkeep.engine.document.LineDiff;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Calls in async code that keep the thread until they are done. Where a name comes from is decided by imports alone. */
public final class BlockingCallInAsync implements RustCheck {

    /** Kinds of work that are over soon. */
    static final Set<String> BRIEF = Set.of("files", "archive", "process");

    static final String RULE = "rust/blocking-call-in-async";
    private static final Pattern FILE_WORK = Pattern.compile(
            "std::fs::(read|read_to_string|write|copy|read_dir|remove_dir_all|File::(open|create|create_new))");
    private static final Set<String> ARCHIVES = Set.of("zip_extract::extract");
    private static final Pattern NETWORK = Pattern.compile(
            "std::net::(TcpStream|UdpSocket)::(connect|connect_timeout)|reqwest::blocking::get|ureq::(get|post|put|delete|request)|minreq::\\w+");
    private static final Pattern WAITS = Pattern.compile(
            "(futures|futures_executor|futures_lite|pollster|async_std|smol)(::\\w+)?::block_on|tokio::runtime::.*::block_on");
    private static final List<String> PARSERS = List.of("clap", "structopt", "argh");
    private static final List<String> SERVERS =
            List.of("axum", "actix_web", "rocket", "warp", "tonic", "hyper", "poem", "salvo", "ntex", "tide");
    /**
     * Where the command of a command-line program is, by its folder, and a program beside others that is not named for
     * what serves; Tauri's commands are requests of the window.
     */
    private static final Pattern COMMANDS = Pattern.compile(
            "(^|/)cli(/|\\.rs$)|(^|/)src/bin/(?!\\w*(server|service|daemon|worker|agent|api|node|proxy))\\w+(/|\\.rs$)");

    private static final Pattern SETS_UP = Pattern.compile(
            "(try_)?new(_\\w+)?|default|setup(_\\w+)?|init(_\\w+)?|bootstrap(_\\w+)?|configure(_\\w+)?|(load|read|init|initialize|start|open|create|import)(_\\w+)?_(config|configuration|settings|certs?|certificates?|tls|keys?|secrets?|env|database|db|pool|server)(_\\w+)?"
                    + "|initiali[sz]e\\w*|from_(env|config|file)|load_from_\\w+|open|startup|launch|seed\\w*|run_migrations|migrate\\w*");
    private static final Pattern TOKIO_CLOCK =
            Pattern.compile("(?m)^[^/\\n]*(\\btokio::time::|\\buse tokio::\\{[^}]*\\btime\\b)");
    private static final Map<String, String> INSTEAD = Map.of(
            "sleep", "tokio::time::sleep(…).await",
            "files", "tokio::fs, or tokio::task::spawn_blocking for more than one call",
            "network", "an asynchronous client",
            "archive", "tokio::task::spawn_blocking",
            "process", "tokio::process::Command",
            "block_on", ".await");

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
        if (callee.isEmpty()) {
            MethodCall.of(node).ifPresent(call -> method(call, scope, sink));
        } else if (callee.equals("std::thread::sleep")) {
            report(callee, "sleep", isRepeated(node, scope) ? Severity.HIGH : Severity.MEDIUM, node, scope, sink);
        } else if (FILE_WORK.matcher(callee).matches()) {
            report(callee, "files", Severity.MEDIUM, node, scope, sink);
        } else if (ARCHIVES.contains(callee)) {
            report(callee, "archive", Severity.MEDIUM, node, scope, sink);
        } else if (NETWORK.matcher(callee).matches()) {
            report(callee, "network", Severity.HIGH, node, scope, sink);
        } else if (WAITS.matcher(callee).matches()) {
            report(callee, "block_on", Severity.HIGH, node, scope, sink);
        }
    }

    /** In a loop it takes a thread for good, in a function one for each call; in a task that is started once it is soon over. */
    private static boolean isRepeated(Node node, RustScope scope) {
        boolean inLoop = node.ancestor("loop_expression", "while_expression", "for_expression", "function_item")
                .filter(around -> !around.is("function_item"))
                .isPresent();
        return inLoop
                || scope.body(node).filter(body -> body.is("function_item")).isPresent();
    }

    private static void method(MethodCall call, RustScope scope, FindingSink sink) {
        switch (call.name()) {
            case "output", "status" -> {
                if (call.arguments().isEmpty() && startsWith(call.receiver(), "std::process::Command::new", scope)) {
                    report(
                            "std::process::Command::" + call.name(),
                            "process",
                            Severity.MEDIUM,
                            call.node(),
                            scope,
                            sink);
                }
            }
            case "send" -> {
                if (startsWith(call.receiver(), "reqwest::blocking::Client::new", scope)
                        || startsWith(call.receiver(), "reqwest::blocking::Client::builder", scope)) {
                    report("reqwest::blocking", "network", Severity.HIGH, call.node(), scope, sink);
                }
            }
            case "block_on" -> {
                if (call.arguments().size() == 1) {
                    report(".block_on(…)", "block_on", Severity.HIGH, call.node(), scope, sink);
                }
            }
            case "blocking_show",
                    "blocking_pick_file",
                    "blocking_pick_files",
                    "blocking_pick_folder",
                    "blocking_pick_folders",
                    "blocking_save_file" -> dialog(call, scope, sink);
            default -> {
                // not known to block
            }
        }
    }

    /** A dialog of Tauri, which waits for a person. */
    private static void dialog(MethodCall call, RustScope scope, FindingSink sink) {
        if (AsyncPlace.is(call.node(), scope)) {
            sink.report(scope.draft(RULE, call.node(), call.line())
                    .with("call", "." + call.name() + "(…)")
                    .with("kind", "dialog")
                    .with("instead", call.name().replace("blocking_", "") + "(…) with a callback")
                    .severity(Severity.MEDIUM));
        }
    }

    /** Whether a chain of methods begins with a call of this function. */
    private static boolean startsWith(Node chain, String function, RustScope scope) {
        Optional<Node> at = Optional.of(chain);
        while (at.flatMap(MethodCall::of).isPresent()) {
            at = at.flatMap(MethodCall::of).map(MethodCall::receiver);
        }
        return at.map(scope::callee).filter(function::equals).isPresent();
    }

    private static void report(
            String callee, String kind, Severity severity, Node node, RustScope scope, FindingSink sink) {
        boolean brief = BRIEF.contains(kind);
        if (!AsyncPlace.is(node, scope) || (brief && (isCommand(scope) || isAtStart(node, scope)))) {
            return;
        }
        Draft draft = scope.draft(RULE, node, node.startLine())
                .with("call", callee)
                .with("kind", kind)
                .with("instead", INSTEAD.getOrDefault(kind, ""));
        boolean atStart = scope.functionName(node).equals("main");
        sink.report((kind.equals("sleep") ? asynchronous(node, draft, scope) : draft)
                .severity(atStart && !kind.equals("block_on") ? Severity.LOW : severity));
    }

    /** A command of a program for people: it does one thing, so nothing else waits meanwhile. */
    private static boolean isCommand(RustScope scope) {
        return (PARSERS.stream().anyMatch(scope::importsFrom)
                        || COMMANDS.matcher(scope.file().path()).find())
                && SERVERS.stream().noneMatch(scope::importsFrom);
    }

    /** In what sets the program or a part of it up, before it serves anybody. */
    private static boolean isAtStart(Node node, RustScope scope) {
        return SETS_UP.matcher(scope.functionName(node)).matches() || Constructors.isLedToByMain(node, scope);
    }

    /** Where the file uses tokio's clock already, the crate has it, and the same call of it waits without the thread. */
    private static Draft asynchronous(Node call, Draft draft, RustScope scope) {
        Optional<Node> function = call.child("function");
        LineDiff diff = new LineDiff(scope.file().path(), scope.file().text());
        String line = diff.line(call.startLine());
        String text = call.text();
        boolean once = line.indexOf(text) >= 0 && line.indexOf(text) == line.lastIndexOf(text);
        if (function.isEmpty()
                || !once
                || !TOKIO_CLOCK.matcher(scope.file().text()).find()) {
            return draft;
        }
        String waits =
                "tokio::time::sleep" + text.substring(function.get().text().length()) + ".await";
        return diff.replace(call.startLine(), line.replace(text, waits))
                .fix("Wait on tokio's clock, which gives the thread away")
                .map(draft::fix)
                .orElse(draft);
    }
}
