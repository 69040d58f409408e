package dev.upkeep.engine.detect.cache;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.detect.service.Reasons;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Cached values without an age, in scripts. Evidence: a {@code set} on a Redis client without options in a function that
 * looks the key up first and returns what it finds, or whose names speak of a cache; a cache of {@code node-cache} or
 * {@code lru-cache} without a time, filled from a database or a network and never emptied in its file.
 */
final class ScriptNoExpiry implements SyntaxDetector {

    private static final String RULE = "cache/no-expiry";
    private static final Pattern REDIS =
            Pattern.compile("['\"](redis|ioredis|@upstash/redis|@vercel/kv|@redis/client)['\"]");
    private static final Pattern CLIENT = Pattern.compile("(?i)(this\\.#?)?\\w*(redis|kv|client|cache)\\w*");
    private static final Pattern AGES = Pattern.compile("(?i)p?expire(at)?|p?setex");
    private static final Pattern TIMES = Pattern.compile("(?s).*\\b(stdTTL|ttl|maxAge)\\b.*");
    private static final Pattern EMPTIES =
            Pattern.compile("\\.\\s*(del|delete|clear|flushAll|reset|ttl|purgeStale|take)\\s*\\(");
    private static final Pattern SOURCE = Pattern.compile(
            "\\bfetch\\(|\\baxios\\b|\\bprisma\\b|\\.query\\(|\\.findOne\\(|\\.findMany\\(|\\.findById\\(|\\bknex\\b|\\bdb\\.");

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
        return Set.of("call_expression", "new_expression");
    }

    @Override
    public void visit(Node node, SourceFile file, FindingSink sink) {
        if (file.context() != Context.PRODUCTION || node.inError() || saysWhy(node, file)) {
            return;
        }
        if (node.is("new_expression")) {
            endless(node, file).ifPresent(type -> report(node, type, "new " + type, file, sink));
        } else if (Scripts.lastName(node).equals("set") && isRedis(node, file) && isCaching(node)) {
            report(node, "Redis", "set", file, sink);
        }
    }

    private static boolean saysWhy(Node node, SourceFile file) {
        return Reasons.given(file, node.startLine(), node.endLine(), CacheNames.NO_AGE);
    }

    private static void report(Node node, String what, String call, SourceFile file, FindingSink sink) {
        sink.report(Draft.of(RULE, Location.line(file.path(), node.startLine()))
                .scope(Scripts.scope(node))
                .with("what", what)
                .with("call", call));
    }

    private static boolean isRedis(Node set, SourceFile file) {
        String receiver = Scripts.receiver(set).map(Node::text).orElse("");
        boolean imported =
                CLIENT.matcher(receiver).matches() && REDIS.matcher(file.text()).find();
        return Scripts.arguments(set).size() == 2 && (imported || receiver.matches("(?i)(this\\.)?\\w*redis(client)?"));
    }

    private static boolean isCaching(Node set) {
        Optional<Node> function = Scripts.enclosingFunction(set);
        if (function.isEmpty()) {
            return false;
        }
        List<Node> calls = function.get().descendants("call_expression");
        String key = Scripts.arguments(set).getFirst().text();
        boolean ages = calls.stream()
                .anyMatch(call -> AGES.matcher(Scripts.lastName(call)).matches());
        boolean missed = calls.stream()
                .filter(call ->
                        call.index() < set.index() && Scripts.lastName(call).equals("get"))
                .filter(call -> Scripts.arguments(call).stream().anyMatch(argument -> argument.hasText(key)))
                .anyMatch(get -> function.get().descendants("return_statement").stream()
                        .anyMatch(leaves -> leaves.index() > get.index() && leaves.index() < set.index()));
        return !ages && (missed || CacheNames.say(Scripts.nameOf(function.get()), key));
    }

    private static Optional<String> endless(Node made, SourceFile file) {
        String type = made.child("constructor").map(Node::text).orElse("");
        String text = file.text();
        boolean known = (type.equals("NodeCache") && text.contains("node-cache"))
                || ((type.equals("LRUCache") || type.equals("LRU")) && text.contains("lru-cache"));
        boolean timed = made.child("arguments")
                .filter(arguments -> TIMES.matcher(arguments.text()).matches() || takesVariable(arguments))
                .isPresent();
        boolean handedOn = made.ancestor("export_statement").isPresent();
        return Optional.of(type)
                .filter(each -> known && !timed && !handedOn)
                .filter(each ->
                        SOURCE.matcher(text).find() && !EMPTIES.matcher(text).find() && !setsAge(made));
    }

    private static boolean takesVariable(Node arguments) {
        return arguments.namedChildren().stream().anyMatch(each -> !each.is("object"));
    }

    /** Whether some value is put into this cache with an age of its own. */
    private static boolean setsAge(Node made) {
        String name = made.ancestor("variable_declarator", "public_field_definition", "assignment_expression")
                .flatMap(each -> each.child("name").or(() -> each.child("left")))
                .map(Node::text)
                .orElse("");
        return made.tree().root().descendants("call_expression").stream()
                .filter(call -> Scripts.lastName(call).equals("set")
                        && Scripts.arguments(call).size() > 2)
                .flatMap(call -> Scripts.receiver(call).stream())
                .anyMatch(
                        receiver -> receiver.text().replaceFirst("^this\\.", "").equals(name));
    }
}
