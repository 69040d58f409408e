package dev.upkeep.engine.detect.cache;

import dev.upkeep.engine.detect.rust.code.MethodCall;
import dev.upkeep.engine.detect.rust.code.RustCheck;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.detect.service.Reasons;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Cached values without an age, in Rust. Evidence: a {@code SET} to Redis without {@code EX} in a function that looks the
 * key up first and returns what it finds, or whose names speak of a cache; a cache of {@code moka} that is built without
 * a time, in a file that fills it from a database or a network and never invalidates.
 */
final class RustNoExpiry implements RustCheck {

    private static final String RULE = "cache/no-expiry";
    private static final List<String> CLIENTS = List.of("redis", "deadpool_redis", "bb8_redis", "r2d2_redis", "fred");
    private static final Pattern CONNECTION =
            Pattern.compile("(?i).*(con|conn|connection|redis|client|cache|pool|db)\\w*");
    private static final Pattern AGES = Pattern.compile("expire\\w*|pexpire\\w*|set_ex|pset_ex|set_options");
    private static final Pattern TIMES =
            Pattern.compile("(?s).*\\.\\s*(time_to_live|time_to_idle|expire_after)\\s*\\(.*");
    private static final Pattern INVALIDATES = Pattern.compile("\\.\\s*(invalidate\\w*|remove)\\s*\\(");
    /** What is kept under the hash of its content never grows old. */
    private static final Pattern BY_CONTENT =
            Pattern.compile("(?i)\\b(keyed by|maps?) [\\w ]{0,20}(hash|digest|checksum)|content.?hash\\s*->");

    private static final Pattern SOURCE = Pattern.compile(
            "\\bsqlx::|\\.fetch_(one|all|optional)\\(|\\breqwest\\b|\\bdiesel\\b|\\brusqlite\\b|\\btokio_postgres\\b|\\bsea_orm\\b|\\.send\\(\\)\\s*\\.await");

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
        if (scope.file().context() != Context.PRODUCTION || scope.inTests(node)) {
            return;
        }
        Optional<MethodCall> call = MethodCall.of(node);
        if (call.filter(each -> each.name().equals("build"))
                .filter(each -> isEndless(each, scope))
                .isPresent()) {
            sink.report(scope.draft(RULE, node, node.startLine())
                    .with("what", "moka")
                    .with("call", "build"));
        }
        call.filter(each -> each.name().equals("set") && isPlainSet(each) && usesRedis(scope))
                .filter(each -> isCaching(each, scope))
                .ifPresent(each -> sink.report(scope.draft(RULE, node, each.line())
                        .with("what", "Redis")
                        .with("call", "set")));
    }

    private static boolean usesRedis(RustScope scope) {
        return CLIENTS.stream().anyMatch(scope::importsFrom);
    }

    /** {@code set(key, value)}, or with {@code None} for the age as the client {@code fred} takes it. */
    private static boolean isPlainSet(MethodCall call) {
        boolean two = call.arguments().size() == 2;
        boolean none = call.arguments().size() == 5
                && call.arguments().get(2).hasText("None")
                && call.arguments().get(3).hasText("None");
        return (two || none) && CONNECTION.matcher(call.receiver().text()).matches();
    }

    private static boolean isCaching(MethodCall set, RustScope scope) {
        Optional<Node> function = scope.function(set.node());
        if (function.isEmpty()) {
            return false;
        }
        List<MethodCall> calls = function.get().descendants("call_expression").stream()
                .flatMap(each -> MethodCall.of(each).stream())
                .toList();
        boolean ages = calls.stream().anyMatch(each -> AGES.matcher(each.name()).matches());
        String key = key(set);
        boolean missed = calls.stream()
                .filter(each -> each.name().equals("get")
                        && each.node().index() < set.node().index())
                .filter(each -> !each.arguments().isEmpty() && key(each).equals(key))
                .anyMatch(get -> function.get().descendants("return_expression").stream()
                        .anyMatch(leaves -> leaves.index() > get.node().index()
                                && leaves.index() < set.node().index()));
        boolean named = CacheNames.say(
                scope.functionName(set.node()), set.arguments().getFirst().text(), owner(set.node()));
        return !ages && (missed || named) && !saysWhy(set.node(), scope);
    }

    private static String owner(Node node) {
        return node.ancestor("impl_item")
                .flatMap(each -> each.child("type"))
                .map(Node::text)
                .orElse("");
    }

    private static String key(MethodCall call) {
        return call.arguments().getFirst().text().replaceAll("[&\\s]|\\.(clone|as_str|to_string)\\(\\)", "");
    }

    private static boolean isEndless(MethodCall build, RustScope scope) {
        boolean moka = builder(build.receiver())
                .map(scope::callee)
                .filter(path -> path.matches("moka::(sync|future|unsync)::(Segmented)?Cache(Builder)?::(builder|new)"))
                .isPresent();
        String file = moka ? scope.file().text() : "";
        return moka
                && !TIMES.matcher(build.receiver().text()).matches()
                && SOURCE.matcher(file).find()
                && !INVALIDATES.matcher(file).find()
                && !BY_CONTENT.matcher(file).find()
                && !saysWhy(build.node(), scope);
    }

    private static boolean saysWhy(Node node, RustScope scope) {
        int first = scope.function(node).map(Node::startLine).orElse(node.startLine());
        return Reasons.given(scope.file(), first, node.endLine(), CacheNames.NO_AGE);
    }

    /** The call at the beginning of a chain of methods. */
    private static Optional<Node> builder(Node chain) {
        Optional<MethodCall> method = MethodCall.of(chain);
        return method.isPresent()
                ? builder(method.get().receiver())
                : Optional.of(chain).filter(each -> each.is("call_expression"));
    }
}
