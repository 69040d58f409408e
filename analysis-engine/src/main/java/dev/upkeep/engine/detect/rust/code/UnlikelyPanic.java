package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.detect.rust.facts.RustPath;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What stands before {@code unwrap} and {@code expect} and fails in rare cases alone, with a word on which they are. */
final class UnlikelyPanic {

    /** A shape of what stands before the call, without white space, and why it seldom fails. */
    private record Shape(Pattern text, String reason) {}

    static final String POISON = "it happens only after another thread panicked while it held the lock";
    static final String MATCHED = "a group that is not optional is there where the expression matched";

    static final String HELD = "it fails while somebody else holds the lock";

    private static final Set<String> LOCKS = Set.of("lock", "read", "write", "into_inner", "get_mut");
    private static final Set<String> TRIED = Set.of("try_lock", "try_read", "try_write");
    private static final Pattern GROUP = Pattern.compile(
            "(.*\\.)?(c|m|cap|caps|captures?|groups?)\\.(get\\(\\d\\)|get_group\\(\\d\\)|name\\(\"\\w+\"\\))");
    private static final List<Shape> SHAPES = List.of(
            shape(
                    ".*(duration_since\\(&?(\\w+::)*UNIX_EPOCH\\)|UNIX_EPOCH\\.elapsed\\(\\))",
                    "it happens only with a clock before 1970"),
            shape(
                    ".*\\.std(in|out|err)\\.(take|as_mut|as_ref)\\(\\)",
                    "it is there where the process was started with a pipe"),
            shape(
                    ".*(\\bctrl_c\\(|\\bsignal\\((\\w+::)*SignalKind|\\bset_handler\\().*",
                    "it happens only where the system has no such signals"),
            shape(
                    "(.*\\.)?with_day\\(1\\)|(\\w+::)*from_ymd_opt\\(([\\w.]+)\\.year\\(\\),\\3\\.month\\(\\),1\\)",
                    "every month has a first day"),
            shape(GROUP.pattern(), MATCHED),
            shape(
                    "write(ln)?!.*|(.*\\.)?\\w+\\.write_(str|char)\\([^()]*\\)",
                    "writing to a string cannot fail; to anything else it can"),
            shape(
                    "serde_json::to_(string|value|vec)(_pretty)?\\(.*|to_value\\(.*",
                    "it fails only where a type refuses to be written, or a map has keys that are no strings"),
            shape(
                    ".*\\.(run|build)\\((tauri::)?generate_context!\\(.*\\)\\)",
                    "it ends a program that cannot open its window"),
            shape(
                    "(.*::)?Builder::new_(current|multi)_thread\\(\\).*\\.build\\(\\)|(tokio::runtime::)?Runtime::new\\(\\)",
                    "it fails only where the system has no threads or events left for a runtime"),
            shape(
                    "(tokio::)?(task::)?(spawn|spawn_blocking)\\(.*\\)\\.await",
                    "it passes on the panic of another task, or fails because that was aborted"),
            shape(".*Hmac.*::new_from_slice\\(.*", "an HMAC takes keys of any length"),
            shape(
                    "((reqwest::)?(blocking::)?Client::builder|(reqwest::)?(blocking::)?ClientBuilder::new)\\(\\).*\\.build\\(\\)",
                    "it fails only where its settings are not valid or the system's TLS cannot be set up"),
            shape(
                    ".*\\.(get_one|get_many)(::<[^()]*>)?\\(\"[^\"]*\"\\)",
                    "the parser sees to it where the argument is required or has a default"),
            shape(
                    "(.*\\.)?\\w*(sem|semaphore|permits)\\.(clone\\(\\)\\.)?acquire\\w*\\([^()]*\\)\\.await",
                    "it happens only after the semaphore was closed"),
            shape(
                    "(\\w+::)*(Int)?(Counter|Gauge|Histogram)(Vec)?::(new|with_opts)\\(.*|(\\w+::)*register_\\w+!.*"
                            + "|(.*\\.)?\\w*registry\\.register\\(.*",
                    "it fails only for a metric whose name is not valid or is taken"),
            shape(
                    "(.*\\.)?get_metric_with(_label_values)?\\([^;]*\\)",
                    "it fails only with other labels than the metric was declared with"));
    private static final Pattern HEADER = Pattern.compile(
            "(\\w+::)*HeaderValue::from_str\\(&?[^()]*\\.to_string\\(\\)\\)|.*\\.to_string\\(\\)\\.parse::<(\\w+::)*HeaderValue>\\(\\)");
    private static final Pattern PARSED = Pattern.compile(".*\\.to_string\\(\\)\\.parse\\(\\)");
    private static final Pattern HEADERS = Pattern.compile("(?i)headers?(_mut\\(\\))?$");
    private static final Set<String> PUTS = Set.of("insert", "append");
    /** Methods of a builder of requests and responses that keep it valid, whatever they are given. */
    private static final Set<String> HARMLESS = Set.of("body", "status", "version", "extension", "method");

    private UnlikelyPanic() {}

    private static Shape shape(String text, String reason) {
        return new Shape(Pattern.compile(text, Pattern.DOTALL), reason);
    }

    /** Why a call on this value seldom panics; empty where nothing is known of it. */
    static Optional<String> reason(Node receiver) {
        Optional<MethodCall> before = MethodCall.of(receiver);
        boolean plain = before.filter(call -> call.arguments().isEmpty()).isPresent();
        String name = before.map(MethodCall::name).orElse("");
        if (plain && LOCKS.contains(name)) {
            return Optional.of(POISON);
        }
        if (plain && name.equals("join")) {
            return Optional.of("it passes on the panic of another thread");
        }
        if (isMessageOfFixedHeaders(receiver)) {
            return Optional.of("it fails only with an invalid status or header, and the headers are fixed");
        }
        String text = receiver.text().replaceAll("\\s", "");
        if (HEADER.matcher(text).matches() || (PARSED.matcher(text).matches() && isPutIntoMap(receiver))) {
            return Optional.of("it fails only where the text holds a character that no header may have");
        }
        return SHAPES.stream()
                .filter(shape -> shape.text().matcher(text).matches())
                .map(Shape::reason)
                .findFirst();
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
