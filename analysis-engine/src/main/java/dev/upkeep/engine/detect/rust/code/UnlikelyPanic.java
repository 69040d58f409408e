package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.detect.rust.facts.RustPath;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What stands before {@code unwrap} and {@code expect} and fails in rare cases alone, which no program handles: the panic
 * of another thread, a name of a metric that is taken, a system without threads left.
 */
final class UnlikelyPanic {

    static final String HELD = "it fails while somebody else holds the lock";

    private static final Set<String> LOCKS = Set.of("lock", "read", "write", "into_inner", "get_mut");
    private static final Set<String> TRIED = Set.of("try_lock", "try_read", "try_write");
    private static final Pattern GROUP = Pattern.compile(
            "(.*\\.)?(c|m|cap|caps|captures?|groups?)\\.(get\\(\\d\\)|get_group\\(\\d\\)|name\\(\"\\w+\"\\))");
    private static final List<Pattern> SHAPES = Stream.of(
                    // It happens only with a clock before 1970.
                    ".*(duration_since\\(&?(\\w+::)*UNIX_EPOCH\\)|UNIX_EPOCH\\.elapsed\\(\\))",
                    // It is there where the process was started with a pipe.
                    ".*\\.std(in|out|err)\\.(take|as_mut|as_ref)\\(\\)",
                    // It happens only where the system has no such signals.
                    ".*(\\bctrl_c\\(|\\bsignal\\((\\w+::)*SignalKind|\\bset_handler\\().*",
                    // Every month has a first day.
                    "(.*\\.)?with_day\\(1\\)|(\\w+::)*from_ymd_opt\\(([\\w.]+)\\.year\\(\\),\\3\\.month\\(\\),1\\)",
                    // A group that is not optional is there where the expression matched.
                    GROUP.pattern(),
                    // It fails only where a type refuses to be written, or a map has keys that are no strings.
                    "serde_json::to_(string|value|vec)(_pretty)?\\(.*|to_value\\(.*",
                    // It ends a program that cannot open its window.
                    ".*\\.(run|build)\\((tauri::)?generate_context!\\(.*\\)\\)",
                    // It fails only where the system has no threads or events left for a runtime.
                    "(.*::)?Builder::new_(current|multi)_thread\\(\\).*\\.build\\(\\)|(tokio::runtime::)?Runtime::new\\(\\)",
                    // It passes on the panic of another task, or fails because that was aborted.
                    "(tokio::)?(task::)?(spawn|spawn_blocking)\\(.*\\)\\.await",
                    // An HMAC takes keys of any length.
                    ".*Hmac.*::new_from_slice\\(.*",
                    // It fails only where its settings are not valid or the system's TLS cannot be set up.
                    "((reqwest::)?(blocking::)?Client::builder|(reqwest::)?(blocking::)?ClientBuilder::new)\\(\\).*\\.build\\(\\)",
                    // The parser sees to it where the argument is required or has a default.
                    ".*\\.(get_one|get_many)(::<[^()]*>)?\\(\"[^\"]*\"\\)",
                    // It happens only after the semaphore was closed.
                    "(.*\\.)?\\w*(sem|semaphore|permits)\\.(clone\\(\\)\\.)?acquire\\w*\\([^()]*\\)\\.await",
                    // It fails only for a metric whose name is not valid or is taken.
                    "(\\w+::)*(Int)?(Counter|Gauge|Histogram)(Vec)?::(new|with_opts)\\(.*|(\\w+::)*register_\\w+!.*|(.*\\.)?\\w*registry\\.register\\(.*",
                    // It happens only after the other end of a channel is gone.
                    "(.*\\.)?(\\w*_)?(rx|receiver)\\.recv\\(\\)(\\.await)?|(.*\\.)?(\\w*_)?(tx|sender)\\.send\\(.*\\)(\\.await)?",
                    // It fails only with other labels than the metric was declared with.
                    "(.*\\.)?get_metric_with(_label_values)?\\([^;]*\\)")
            .map(shape -> Pattern.compile(shape, Pattern.DOTALL))
            .toList();
    /** One of them is in whatever has one of the shapes, and few calls hold any. */
    private static final List<String> HINTS = List.of(
            "UNIX_EPOCH",
            ".std",
            "ctrl_c",
            "signal",
            "set_handler",
            "with_day",
            "from_ymd",
            "get",
            "name(",
            "to_string",
            "to_value",
            "to_vec",
            "generate_context",
            "_thread",
            "Runtime",
            "spawn",
            "Hmac",
            "Client",
            "acquire",
            ".recv()",
            ".send(",
            "Counter",
            "Gauge",
            "Histogram",
            "register");

    private static final Pattern HEADER = Pattern.compile(
            "(\\w+::)*HeaderValue::from_str\\(&?[^()]*\\.to_string\\(\\)\\)|.*\\.to_string\\(\\)\\.parse::<(\\w+::)*HeaderValue>\\(\\)");
    private static final Pattern PARSED = Pattern.compile(".*\\.to_string\\(\\)\\.parse\\(\\)");
    private static final Pattern HEADERS = Pattern.compile("(?i)headers?(_mut\\(\\))?$");
    private static final Set<String> PUTS = Set.of("insert", "append");
    /** Methods of a builder of requests and responses that keep it valid, whatever they are given. */
    private static final Set<String> HARMLESS = Set.of("body", "status", "version", "extension", "method");

    private UnlikelyPanic() {}

    /** Whether a call on this value panics so seldom that nobody handles it. */
    static boolean is(Node receiver) {
        Optional<MethodCall> before = MethodCall.of(receiver);
        boolean plain = before.filter(call -> call.arguments().isEmpty()).isPresent();
        String name = before.map(MethodCall::name).orElse("");
        // A poisoned lock, and a thread that panicked: the panic is passed on.
        if ((plain && (LOCKS.contains(name) || name.equals("join"))) || isMessageOfFixedHeaders(receiver)) {
            return true;
        }
        String text = receiver.denseText();
        if (HINTS.stream().noneMatch(text::contains)) {
            return false;
        }
        return HEADER.matcher(text).matches()
                || (PARSED.matcher(text).matches() && isPutIntoMap(receiver))
                || SHAPES.stream().anyMatch(shape -> shape.matcher(text).matches());
    }

    /** {@code headers.insert("x-limit", limit.to_string().parse().unwrap())}: only maps of headers take such a value. */
    private static boolean isPutIntoMap(Node receiver) {
        return receiver.parent()
                .flatMap(Node::parent)
                .flatMap(Node::parent)
                .filter(arguments -> arguments.is("arguments"))
                .flatMap(Node::parent)
                .flatMap(MethodCall::of)
                .filter(put -> PUTS.contains(put.name()) && put.arguments().size() == 2)
                .filter(put -> HEADERS.matcher(put.receiver().text()).find())
                .isPresent();
    }

    /** Of the tokens of a macro, joined. */
    static boolean isGroup(String tokens) {
        return GROUP.matcher(tokens).matches();
    }

    static boolean isLock(String method) {
        return LOCKS.contains(method);
    }

    /** Whether a lock is asked for only if it is free. */
    static boolean isTried(String method) {
        return TRIED.contains(method);
    }

    /** {@code Response::builder().status(…).header("a", "b").body(…)}. */
    private static boolean isMessageOfFixedHeaders(Node receiver) {
        Optional<MethodCall> at =
                MethodCall.of(receiver).filter(call -> call.name().equals("body"));
        Optional<Node> start = Optional.empty();
        while (at.isPresent()) {
            boolean fixed = HARMLESS.contains(at.get().name())
                    || at.get().arguments().stream().allMatch(Infallible::isLiteral);
            if (!fixed) {
                return false;
            }
            start = at.map(MethodCall::receiver);
            at = start.flatMap(MethodCall::of);
        }
        return start.filter(node -> node.is("call_expression"))
                .flatMap(node -> node.child("function"))
                .map(RustPath::text)
                .filter(path -> path.matches("(.*::)?(Response|Request)::builder"))
                .isPresent();
    }
}
