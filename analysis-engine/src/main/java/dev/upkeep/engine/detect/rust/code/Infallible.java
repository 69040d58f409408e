package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.detect.rust.facts.RustPath;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Values that are made from literals alone, such as {@code Regex::new("a+")}: they succeed always or never, so the first
 * run shows which. Also slices of a fixed length that become arrays.
 */
final class Infallible {

    private static final Set<String> LITERALS = Set.of(
            "string_literal",
            "raw_string_literal",
            "integer_literal",
            "float_literal",
            "char_literal",
            "boolean_literal",
            "negative_literal");
    private static final Pattern PURE_CONSTRUCTOR = Pattern.compile(
            "(.*::)?(Regex\\w*|NonZero\\w*|CString|CStr|Glob|Pattern|Layout|Selector|HeaderValue|HeaderName|Version|VersionReq|Uuid|Url|Uri|Duration|TimeDelta|NaiveDate|NaiveTime|FixedOffset|Mime|Ipv4Net|Ipv6Net|IpNet|Decimal|[A-Z]\\w*)::(parse\\w*|from_str|from_bytes|from_hex|try_from|from_utf8|from_u\\d+|\\w+_opt|from_(pem|der|calendar_date|hms\\w*|ymd\\w*)|try_(weeks|days|hours|minutes|seconds|milliseconds))|(.*::)?(format_description|humantime|semver|cron)::parse\\w*|(toml|serde_json|serde_yaml|ron)::from_(str|slice|value)|(.*::)?(Regex\\w*|NonZero\\w*|CString|Glob)::new|(.*::)?EnvFilter::try_new|(.*::)?ProgressStyle::with_template");

    private static final Pattern TO_JSON =
            Pattern.compile("(serde_json::)?to_value|serde_json::to_(string|vec)(_pretty)?");
    private static final Set<String> SPLITS = Set.of("split", "rsplit", "splitn", "rsplitn");
    private static final Set<String> CHANGES_CASE = Set.of("to_lowercase", "to_uppercase");
    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]+");
    private static final Pattern PART_OF_PROGRAM = Pattern.compile("(include_str|include_bytes|concat|env)!");
    /** Without a name in it that stands for something else. */
    private static final Pattern FIXED_JSON = Pattern.compile(
            "(serde_json::)?json!\\s*\\((\"(\\\\.|[^\"\\\\])*\"|\\b(true|false|null)\\b|[^\"A-Za-z_])*\\)");

    private Infallible() {}

    static boolean is(Node receiver) {
        if (IntoString.isWritten(receiver)) {
            return true;
        }
        if (!receiver.is("call_expression")) {
            return false;
        }
        List<Node> arguments = MethodCall.arguments(receiver);
        String path = receiver.child("function").map(RustPath::text).orElse("");
        if (!path.isEmpty()) {
            return (!arguments.isEmpty()
                            && arguments.stream().allMatch(Infallible::isLiteral)
                            && PURE_CONSTRUCTOR.matcher(path).matches())
                    || (TO_JSON.matcher(path).matches() && arguments.stream().allMatch(FixedText::isJson));
        }
        return MethodCall.of(receiver)
                .filter(call -> isPureMethod(call) || FixedText.isPartOfProgram(receiver))
                .isPresent();
    }

    private static boolean isPureMethod(MethodCall call) {
        return switch (call.name()) {
            case "parse" -> isLiteral(call.receiver());
            case "try_into" -> isFixedSlice(call.receiver());
            case "build" -> is(call.receiver());
            case "template" ->
                call.receiver().text().contains("ProgressStyle::")
                        && call.arguments().stream().allMatch(Infallible::isLiteral);
            case "next", "next_back", "last" -> yieldsAtLeastOne(call.receiver());
            default ->
                call.name().endsWith("_opt")
                        && !call.arguments().isEmpty()
                        && call.arguments().stream().allMatch(Infallible::isLiteral);
        };
    }

    /** The parts of a text are never none, and neither are the letters that a letter becomes. */
    private static boolean yieldsAtLeastOne(Node receiver) {
        return MethodCall.of(receiver)
                .filter(call ->
                        (SPLITS.contains(call.name()) && !call.arguments().isEmpty())
                                || (call.arguments().isEmpty() && CHANGES_CASE.contains(call.name())))
                .isPresent();
    }

    private static boolean isFixedSlice(Node receiver) {
        return receiver.is("index_expression")
                && receiver.namedChildren().getLast().is("range_expression")
                && receiver.namedChildren().getLast().namedChildren().stream().allMatch(Infallible::isLiteral);
    }

    /** Constants, and files that are part of the program, are as fixed as what is written in place. */
    static boolean isLiteral(Node node) {
        return LITERALS.contains(node.kind())
                || (node.is("identifier") && (CONSTANT.matcher(node.text()).matches() || isBoundToLiteral(node)))
                || (node.is("scoped_identifier")
                        && CONSTANT.matcher(node.text().replaceFirst("(?s).*::", ""))
                                .matches())
                || (node.is("macro_invocation")
                        && (PART_OF_PROGRAM.matcher(node.text()).lookingAt()
                                || FIXED_JSON.matcher(node.text()).matches()))
                || (node.is("reference_expression")
                        && node.namedChildren().stream().allMatch(Infallible::isLiteral));
    }

    /** A variable that nothing changes, made from a literal in the same block. */
    private static boolean isBoundToLiteral(Node name) {
        return MadeBefore.declaration(name)
                .filter(let -> let.childOfKind("mutable_specifier").isEmpty())
                .flatMap(let -> let.child("value"))
                .filter(value -> !value.is("identifier") && (isLiteral(value) || FixedText.is(value)))
                .isPresent();
    }

    /** The place of {@code parse} in {@code parse::<u8>()}, from the last sign before the parentheses. */
    private static int beforeTurbofish(List<Node> tokens, int last) {
        int at = last;
        if (tokens.get(at).is(">")) {
            while (at > 0 && !tokens.get(at).is("<")) {
                at--;
            }
            return at - 2;
        }
        return at;
    }

    /**
     * Among the tokens of a macro, such as {@code vec![Regex::new("a+").unwrap()]}.
     *
     * @param dot the place of the dot before {@code unwrap}
     */
    static boolean isAmong(List<Node> tokens, int dot) {
        if (dot < 3 || !tokens.get(dot - 1).is("token_tree")) {
            return false;
        }
        List<Node> arguments = tokens.get(dot - 1).namedChildren();
        if (arguments.isEmpty()) {
            int name = beforeTurbofish(tokens, dot - 2);
            return name >= 2
                    && tokens.get(name).hasText("parse")
                    && tokens.get(name - 1).is(".")
                    && isLiteral(tokens.get(name - 2));
        }
        int start = dot - 2;
        StringBuilder path = new StringBuilder(tokens.get(start).text());
        while (start >= 2 && tokens.get(start - 1).is("::")) {
            start -= 2;
            path.insert(0, tokens.get(start).text() + "::");
        }
        return arguments.stream().allMatch(Infallible::isLiteral)
                && PURE_CONSTRUCTOR.matcher(path).matches();
    }
}
