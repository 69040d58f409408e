package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.detect.script.syntax.Scripts;
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
 * An effect that starts something lasting and returns nothing that ends it. Evidence: a listener, an interval or an
 * observer is started in the effect itself, the effect returns no value, and nothing in it ends such a thing.
 */
public final class EffectWithoutCleanup implements SyntaxDetector {

    private static final String RULE = "react/effect-without-cleanup";
    private static final Pattern ENDED = Pattern.compile(
            "removeEventListener|clearInterval|unsubscribe|disconnect\\(|\\bonce\\b|\\bsignal\\b|\\.off\\(|removeListener");
    private static final Set<String> OBSERVERS =
            Set.of("IntersectionObserver", "ResizeObserver", "MutationObserver", "PerformanceObserver");

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
        Optional<Effect> effect = Effect.of(call);
        if (file.context() == Context.TEST
                || effect.isEmpty()
                || !effect.get()
                        .callback()
                        .child("body")
                        .filter(body -> body.is("statement_block"))
                        .isPresent()) {
            return;
        }
        Node callback = effect.get().callback();
        boolean ended = ENDED.matcher(callback.text()).find();
        boolean returns = Scripts.ownNodes(callback)
                .anyMatch(node ->
                        node.is("return_statement") && !node.namedChildren().isEmpty());
        if (!ended && !returns) {
            Scripts.ownNodes(callback)
                    .filter(node -> !goesWithItsTarget(node, effect.get()))
                    .flatMap(node -> started(node).stream())
                    .findFirst()
                    .ifPresent(what -> sink.report(Draft.of(RULE, Location.line(file.path(), call.startLine()))
                            .scope(Scripts.scope(call))
                            .with("started", what)));
        }
    }

    /** A target that the effect closes takes its listeners along, and so does an element of the component's own. */
    private static boolean goesWithItsTarget(Node node, Effect effect) {
        Optional<String> target = Optional.of(node)
                .filter(each -> each.is("call_expression"))
                .flatMap(Scripts::receiver)
                .map(Node::text);
        boolean once = effect.dependencies().filter(List::isEmpty).isPresent();
        return target.filter(name -> effect.callback().text().contains(name + ".close(")
                        || (once && isOwnElement(name, effect.callback())))
                .isPresent();
    }

    private static boolean isOwnElement(String name, Node callback) {
        return name.contains(".current")
                || Scripts.ownNodes(callback)
                        .filter(node -> node.is("variable_declarator"))
                        .anyMatch(variable -> isCurrent(variable, name));
    }

    /** {@code const video = ref.current} and {@code const { current: video } = ref}. */
    private static boolean isCurrent(Node variable, String name) {
        Optional<Node> pattern = variable.child("name");
        return pattern.filter(each -> each.hasText(name)).isPresent()
                ? variable.child("value")
                        .filter(value -> value.text().contains(".current"))
                        .isPresent()
                : pattern.filter(each -> each.is("object_pattern")).stream()
                        .flatMap(each -> each.namedChildren().stream())
                        .anyMatch(part -> takesCurrent(part, name));
    }

    private static boolean takesCurrent(Node part, String name) {
        return part.is("pair_pattern")
                ? part.child("key").filter(key -> key.hasText("current")).isPresent()
                        && part.child("value")
                                .filter(value -> value.hasText(name))
                                .isPresent()
                : part.hasText("current") && name.equals("current");
    }

    private static Optional<String> started(Node node) {
        if (node.is("new_expression")) {
            return node.child("constructor").map(Node::text).filter(OBSERVERS::contains);
        }
        if (!node.is("call_expression")) {
            return Optional.empty();
        }
        String name = Scripts.lastName(node);
        boolean listener =
                name.equals("addEventListener") && Scripts.receiver(node).isPresent();
        String callee = Scripts.callee(node);
        boolean interval =
                Set.of("window.setInterval", "globalThis.setInterval").contains(callee)
                        || (callee.equals("setInterval") && !Scripts.isDeclared(node.tree(), callee));
        return Optional.of(name).filter(each -> listener || interval);
    }
}
