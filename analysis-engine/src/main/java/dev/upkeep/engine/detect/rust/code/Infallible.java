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
            "(.*::)?(Regex\\w*|NonZero\\w*|CString|CStr|Glob|Pattern|Layout|Selector|HeaderValue|HeaderName|Version|VersionReq|Uuid|Url|Uri|Duration|TimeDelta|NaiveDate|NaiveTime|FixedOffset|Mime|Ipv4Net|Ipv6Net|IpNet|Decimal|[A-Z]\\w*)::(parse\\w*|from_str|from_bytes|from_hex|try_from|from_utf8|from_u\\d+|\\w+_opt|from_(pem|der|calendar_date|hms\\w*|ymd\\w*)|try_(weeks|days|hours|minutes|seconds|milliseconds))|(toml|serde_json|serde_yaml|ron)::from_(str|slice)|(.*::)?(Regex\\w*|NonZero\\w*|CString|Glob)::new");

    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]+");
    private static final Pattern PART_OF_PROGRAM = Pattern.compile("(include_str|include_bytes|concat|env)!");

    private Infallible() {}

    static boolean is(Node receiver) {
        if (!receiver.is("call_expression")) {
            return false;
        }
        List<Node> arguments = MethodCall.arguments(receiver);
        String path = receiver.child("function").map(RustPath::text).orElse("");
        if (!path.isEmpty()) {
            return !arguments.isEmpty()
                    && arguments.stream().allMatch(Infallible::isLiteral)
                    && PURE_CONSTRUCTOR.matcher(path).matches();
        }
        return MethodCall.of(receiver).filter(Infallible::isPureMethod).isPresent();
    }

    private static boolean isPureMethod(MethodCall call) {
        return switch (call.name()) {
            case "parse" -> isLiteral(call.receiver());
            case "try_into" -> isFixedSlice(call.receiver());
            case "build" -> is(call.receiver());
            default ->
                call.name().endsWith("_opt")
                        && !call.arguments().isEmpty()
                        && call.arguments().stream().allMatch(Infallible::isLiteral);
        };
    }

    private static boolean isFixedSlice(Node receiver) {
        return receiver.is("index_expression")
                && receiver.namedChildren().getLast().is("range_expression")
                && receiver.namedChildren().getLast().namedChildren().stream().allMatch(Infallible::isLiteral);
    }

    /** Constants, and files that are part of the program, are as fixed as what is written in place. */
    static boolean isLiteral(Node node) {
        return LITERALS.contains(node.kind())
                || (node.is("identifier") && CONSTANT.matcher(node.text()).matches())
                || (node.is("scoped_identifier")
                        && CONSTANT.matcher(node.text().replaceFirst("(?s).*::", ""))
                                .matches())
                || (node.is("macro_invocation")
                        && PART_OF_PROGRAM.matcher(node.text()).lookingAt())
                || (node.is("reference_expression")
                        && node.namedChildren().stream().allMatch(Infallible::isLiteral));
    }
}
