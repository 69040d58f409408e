package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code map_err} with a closure that does not look at the error. Silent after calls whose error says nothing that the
 * call itself does not say.
 */
public final class ErrorContextLost implements RustCheck {

    private static final String RULE = "rust/error-context-lost";
    private static final Set<String> SAY_LITTLE = Set.of(
            "send",
            "try_send",
            "lock",
            "read",
            "write",
            "try_lock",
            "recv",
            "try_recv",
            "try_into",
            "try_from",
            "try_borrow",
            "try_borrow_mut",
            "timeout",
            "timeout_at",
            "from_utf8",
            "into_string",
            "to_str",
            "set",
            "parse",
            "from_str",
            "join",
            "strip_prefix",
            "acquire",
            "acquire_owned",
            "downcast",
            "binary_search",
            "checked_add",
            "get_or_init",
            "from_digit",
            "char_from_u32",
            "into_inner",
            "try_unwrap",
            "upgrade",
            "elapsed",
            "duration_since",
            "from_slice",
            "new_from_slice",
            "verify",
            "decrypt",
            "encrypt",
            "var",
            "validate_token",
            "decode_header",
            "index_of",
            "from_file_path",
            "from_directory_path",
            "to_file_path",
            "get",
            "get_field",
            "install_default",
            "modified",
            "path_segments_mut",
            "blocking_send",
            "spawn_blocking",
            "validate_password",
            "cli_arg");

    /** Families of them: what sends, and what reads a small value from text or bytes. */
    private static final Pattern FAMILIES = Pattern.compile(
            "(try_)?send_\\w+|try_acquire\\w*|set_\\w+|parse_(args|str)|from_(str|string|hex|bytes)\\w*");

    /** What reads a value that somebody gave, and new errors that say that it is none: the caller has it in hand. */
    private static final Pattern READS_INPUT = Pattern.compile(
            "(try_)?(decode|parse|deserialize|verify|validate|check|authenticate|or_else|collect|canonicalize|authori[sz]e|normali[sz]e|replace_)\\w*|try_(to|as|into)_\\w+|value|as_\\w+|\\w*_(id|token)"
                    + "|(try_)?from_(unix|timestamp|secs|millis|nanos|vec|slice|bytes|base|hex|pem|der|jwk|entropy|phrase|parts|token|id|uri|url|json|[iu]\\d)\\w*");

    /** Looks something up by its name: it fails where there is none, and an error that tells the name tells all. */
    private static final Pattern NAMES =
            Pattern.compile("(try_)?(from|by)_(name|label|code|key)|(find|get|lookup)_by_\\w+");

    private static final Pattern SAYS_WRONG_INPUT = Pattern.compile(
            "(?i)invalid|malformed|unexpected|unauthori[sz]ed|out_?of_?range|mismatch|not_?found|\\bbad_?\\w+|mandatory|denied|forbidden|\\brequired\\b|auth(entication|orization)?_?failure|not (a )?valid|fail(ed)?( to)? (\\w+-)?(decod|pars)(e|ing)");

    /** New errors that hold all there is to say: the cause was a panic, the place is a span, or nothing fits in. */
    private static final Pattern SAYS_ALL =
            Pattern.compile("panic|\\bspan\\b|new_spanned|\\bfmt::Error\\b|\\bheaders::Error::invalid\\b");

    /** Methods of a result that hand its error on. */
    private static final Set<String> KEEP_ERROR = Set.of("map", "and_then", "cloned", "copied", "inspect", "transpose");

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
        MethodCall.of(node)
                .filter(call ->
                        call.name().equals("map_err") && call.arguments().size() == 1)
                .filter(call -> ignoresItsArgument(call.arguments().getFirst()))
                .filter(call -> losesSomething(call.arguments().getFirst()))
                .filter(call -> !isInspected(call.receiver()))
                .filter(call -> !failing(call.receiver(), scope).isEmpty())
                .filter(call -> !saysLittle(failing(call.receiver(), scope)))
                .filter(call -> !failsWithNothing(failing(call.receiver(), scope), scope))
                .filter(call -> !saysWhatWasGiven(call, failing(call.receiver(), scope)))
                .filter(call -> !isOwnError(node, scope))
                .filter(call -> !scope.inTests(node))
                .ifPresent(call -> sink.report(
                        scope.draft(RULE, node, call.line()).with("call", failing(call.receiver(), scope))));
    }

    private static boolean ignoresItsArgument(Node closure) {
        List<Node> parameters = closure.child("parameters").map(Node::children).orElse(List.of()).stream()
                .filter(child -> !child.is("|") && !child.is(","))
                .toList();
        return closure.is("closure_expression")
                && parameters.size() == 1
                && parameters.getFirst().text().startsWith("_");
    }

    /**
     * Not so where the closure also does something, such as reporting, gives what it cannot add a cause to, or says why.
     */
    private static boolean losesSomething(Node closure) {
        Optional<Node> body = closure.child("body");
        boolean acts = body.filter(each -> each.is("block"))
                .filter(block -> block.namedChildren().stream().anyMatch(child -> child.is("expression_statement")))
                .isPresent();
        boolean gives =
                body.filter(each -> each.hasText("()") || each.is("identifier")).isPresent();
        boolean explained = closure.text().contains("//");
        return !acts
                && !gives
                && !explained
                && !SAYS_ALL.matcher(closure.text()).find();
    }

    /** {@code inspect_err} in front has looked at it, most often to log it. */
    private static boolean isInspected(Node receiver) {
        return MethodCall.of(receiver)
                .filter(call -> call.name().matches("inspect_err|log_err|trace_err")
                        || (KEEP_ERROR.contains(call.name()) && isInspected(call.receiver())))
                .isPresent();
    }

    /** The last function or method that was called before; empty where a value came from elsewhere. */
    private static String failing(Node receiver, RustScope scope) {
        Node at = receiver.is("await_expression") ? receiver.namedChildren().getFirst() : receiver;
        Optional<MethodCall> method = MethodCall.of(at);
        if (method.filter(call -> KEEP_ERROR.contains(call.name())).isPresent()) {
            return failing(method.get().receiver(), scope);
        }
        if (method.isPresent()) {
            return method.get().name();
        }
        String callee = at.is("call_expression") ? scope.callee(at) : "";
        return callee.replaceFirst("^.*::(?=\\w+::\\w+$)", "");
    }

    private static boolean saysWhatWasGiven(MethodCall call, String failing) {
        String last = failing.substring(failing.lastIndexOf(':') + 1);
        if (NAMES.matcher(last).matches()) {
            String error = call.arguments().getFirst().text();
            return MethodCall.arguments(call.receiver()).stream()
                    .flatMap(argument -> argument.is("identifier")
                            ? Stream.of(argument)
                            : argument.descendants("identifier").stream())
                    .anyMatch(name -> Pattern.compile("\\b" + Pattern.quote(name.text()) + "\\b")
                            .matcher(error)
                            .find());
        }
        return READS_INPUT.matcher(last).matches()
                && SAYS_WRONG_INPUT.matcher(call.arguments().getFirst().text()).find();
    }

    /** Whether all functions of this name in the file give {@code Result<_, ()>}. */
    private static boolean failsWithNothing(String failing, RustScope scope) {
        String last = failing.substring(failing.lastIndexOf(':') + 1);
        List<String> results = scope.tree().root().descendants("function_item").stream()
                .filter(function -> function.child("name")
                        .filter(name -> name.hasText(last))
                        .isPresent())
                .map(function -> function.child("return_type")
                        .map(type -> type.denseText())
                        .orElse(""))
                .toList();
        return !results.isEmpty() && results.stream().allMatch(type -> type.endsWith(",()>"));
    }

    /** {@code Result<Self, Self>}: the error is the thing itself, with no room for a cause. */
    private static boolean isOwnError(Node node, RustScope scope) {
        return scope.function(node)
                .flatMap(function -> function.child("return_type"))
                .filter(type -> type.denseText().endsWith("Result<Self,Self>"))
                .isPresent();
    }

    /** Methods by their name; of functions, {@code fs::read} is not the {@code read} of a lock. */
    private static boolean saysLittle(String name) {
        String last = name.substring(name.lastIndexOf(':') + 1);
        return name.endsWith("CString::new")
                || FAMILIES.matcher(last).matches()
                || (SAY_LITTLE.contains(last) && !name.startsWith("fs::"));
    }
}
