package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A call that can panic, weighed by what stands before it.
 *
 * @param call as a reader names it, such as {@code .unwrap()}
 * @param reason why it weighs less than others; empty where it does not
 */
record PanicReason(String call, Node node, int line, Severity severity, double confidence, String reason) {

    private static final Pattern INVARIANT = Pattern.compile(
            "\\b(should|must|always|never|infallible|invariant|bug|valid|checked|cannot|can't|can not|guarantee|guaranteed|known|impossible|ensured?|above|poison(ed|ing)?|unreachable|just|exists?|non-?empty|is set|initiali[sz]ed|safe)\\b");
    /** {@code Can't open the file} tells of a failure, unlike {@code cannot be empty}. */
    private static final Pattern WENT_WRONG = Pattern.compile(
            "^[\"r#]*(can't|cannot|can not)\\s+(?!be\\b|fail|happen|panic|overflow|underflow|exceed).*",
            Pattern.DOTALL);

    /** A message that tells how things are, and not what went wrong. */
    private static final Pattern STATEMENT = Pattern.compile(
            "^(?!.*\\b(fail\\w*|errors?|could|unable|invalid|missing|expected|not|no|wrong)\\b).*\\b(is|are|was|were|has|have|can|fits?|implies|serializes?|contains?|takes?|accepts?|supports?|guarantees?|remains?|produces?|rejects?|builds?|compiles?|present|validated)\\b.*",
            Pattern.DOTALL);

    /** The state that a thing is in: {@code cache enabled}, {@code page_size is not null}. */
    private static final Pattern STATE = Pattern.compile(
            "^[\"r#]*[\\w ]*\\w (enabled|present|set|filled|loaded|populated|registered|assigned|is not (null|none|empty))[.\"#]*$");

    /** The same of a thing of the code, whatever follows: {@code layer_kinds is empty for a missing geometry}. */
    private static final Pattern OF_CODE = Pattern.compile(
            "^[\"r#]*`?\\w+(_\\w+|\\(\\)|`)+\\s+(is|are|has|have|gives|returns|holds|contains|checks|yields)\\b.*",
            Pattern.DOTALL);

    /** Whether it is a string, its declaration tells, if that is near. */
    private static final Pattern WRITTEN =
            Pattern.compile("write(ln)?!.*|(.*\\.)?\\w+\\s*\\.write_(str|char)\\([^()]*\\)", Pattern.DOTALL);

    /** The argument of {@code expect} among tokens: a text for people. */
    private static final Pattern TEXT_ARGUMENT = Pattern.compile("\\(\\s*(r?#*\"|&format!)");

    /** That a value may be missing is seen in one function alone: what holds by other code is not. */
    private static final double PLAIN = 0.75;

    private static final double WEIGHED = 0.9;
    /** Of what is looked up: the code around may rule out that it is missing. */
    private static final double RISK = 0.5;

    PanicReason lowered(String why) {
        return new PanicReason(call, node, line, Severity.LOW, WEIGHED, why);
    }

    private PanicReason because(String why) {
        return new PanicReason(call, node, line, severity, confidence, why);
    }

    private PanicReason risk(String when) {
        return new PanicReason(call, node, line, Severity.LOW, RISK, when);
    }

    /** Whether nothing around can make it weigh less, or surer. */
    boolean isFinal() {
        return severity == Severity.HIGH || (severity == Severity.LOW && confidence > RISK);
    }

    /** The lint of Clippy for this call. */
    String lint() {
        return lint(call);
    }

    /** The same for a call as a reader names it. */
    static String lint(String call) {
        return switch (call) {
            case ".unwrap()" -> "clippy::unwrap_used";
            case ".expect(…)" -> "clippy::expect_used";
            case "todo!", "unimplemented!", "unreachable!" -> "clippy::" + call.replace("!", "");
            default -> "clippy::panic";
        };
    }

    static Optional<PanicReason> ofMethod(MethodCall call) {
        return switch (call.name()) {
            case "unwrap" -> call.arguments().isEmpty() ? unwrap(call) : Optional.empty();
            case "expect" -> call.arguments().size() == 1 ? expect(call) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<PanicReason> unwrap(MethodCall call) {
        if (isThere(call)) {
            return Optional.empty();
        }
        PanicReason plain = new PanicReason(".unwrap()", call.node(), call.line(), Severity.MEDIUM, PLAIN, "");
        return Optional.of(weighed(plain, call.receiver()));
    }

    /** {@code expect} of a parser takes a token and gives a result, so only calls with a text for people count. */
    private static Optional<PanicReason> expect(MethodCall call) {
        Node argument = call.arguments().getFirst();
        boolean text = isText(argument);
        boolean handled = call.node()
                .parent()
                .filter(parent -> parent.is("try_expression"))
                .isPresent();
        if (!text || handled || isThere(call) || statesInvariant(argument.text())) {
            return Optional.empty();
        }
        PanicReason plain = new PanicReason(".expect(…)", call.node(), call.line(), Severity.MEDIUM, PLAIN, "");
        return Optional.of(weighed(plain, call.receiver()));
    }

    /** Whether the value cannot be missing, or only where no program goes on. */
    private static boolean isThere(MethodCall call) {
        Node value = call.receiver();
        return Infallible.is(value)
                || Guarded.is(call.node(), value)
                || MadeBefore.is(value)
                || UnlikelyPanic.is(value);
    }

    private static boolean isText(Node argument) {
        return switch (argument.kind()) {
            case "string_literal", "raw_string_literal" -> true;
            case "reference_expression" -> argument.text().startsWith("&format!(");
            case "identifier" ->
                argument.text().equals(argument.text().toUpperCase(Locale.ROOT))
                        || argument.text().endsWith("msg")
                        || argument.text().endsWith("message");
            default -> false;
        };
    }

    private static PanicReason weighed(PanicReason plain, Node receiver) {
        return MayBeAbsent.reason(receiver)
                .map(plain::risk)
                .or(() -> WRITTEN.matcher(receiver.text().strip()).matches()
                        ? Optional.of(plain.lowered("writing to a string cannot fail; to anything else it can"))
                        : Optional.empty())
                .or(() -> MethodCall.of(receiver)
                        .filter(tried -> UnlikelyPanic.isTried(tried.name()))
                        .map(tried -> plain.because(UnlikelyPanic.HELD)))
                .orElse(plain);
    }

    /** Among the tokens of a macro: {@code . unwrap ()} or {@code . expect ("…")}. */
    static Optional<PanicReason> ofTokens(List<Node> tokens, int at) {
        Node name = tokens.get(at);
        String arguments = tokens.get(at + 1).text();
        boolean unwrap = name.hasText("unwrap") && arguments.equals("()");
        boolean expect =
                name.hasText("expect") && TEXT_ARGUMENT.matcher(arguments).lookingAt();
        boolean handled = at + 2 < tokens.size() && tokens.get(at + 2).is("?");
        boolean counts = unwrap || (expect && !handled);
        boolean stated = expect && statesInvariant(arguments);
        if (!counts || stated || Infallible.isAmong(tokens, at - 1) || isUnlikely(tokens, at)) {
            return Optional.empty();
        }
        PanicReason plain = new PanicReason(
                unwrap ? ".unwrap()" : ".expect(…)", name, name.startLine(), Severity.MEDIUM, PLAIN, "");
        if (at >= 3 && UnlikelyPanic.isTried(tokens.get(at - 3).text())) {
            return Optional.of(plain.because(UnlikelyPanic.HELD));
        }
        return Optional.of(MayBeAbsent.reason(tokens, at - 1).map(plain::risk).orElse(plain));
    }

    private static boolean isUnlikely(List<Node> tokens, int at) {
        boolean group = at >= 5 && UnlikelyPanic.isGroup(text(tokens, at - 5, at - 1));
        return group
                || (at >= 3
                        && tokens.get(at - 2).hasText("()")
                        && UnlikelyPanic.isLock(tokens.get(at - 3).text()));
    }

    private static String text(List<Node> tokens, int from, int to) {
        return tokens.subList(from, to).stream().map(Node::text).collect(Collectors.joining());
    }

    private static boolean statesInvariant(String message) {
        String said = message.toLowerCase(Locale.ROOT);
        return !WENT_WRONG.matcher(said).matches()
                && (INVARIANT.matcher(said).find()
                        || STATEMENT.matcher(said).matches()
                        || STATE.matcher(said).matches()
                        || OF_CODE.matcher(said).matches());
    }
}
