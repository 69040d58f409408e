package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.detect.rust.facts.Attributes;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Functions that return {@code Result<_, String>} or {@code Result<_, &str>}. Silent where somebody else decides the
 * type: methods of traits, functions with attributes of frameworks, parsers of command-line values.
 */
public final class StringlyError implements RustCheck {

    static final String RULE = "rust/stringly-error";
    private static final Set<String> HARMLESS_ATTRIBUTES = Set.of(
            "inline", "must_use", "doc", "allow", "expect", "cfg", "instrument", "cold", "track_caller", "deprecated");

    /** Steps of reading what a person wrote: the text is what that person is told. */
    private static final Pattern STEP =
            Pattern.compile("(.*_)?(parse|read|validate|lex)(_.*)?|(.*_)?from_(.*_)?str(ing)?");

    private static final Set<String> TYPES = Set.of("struct_item", "enum_item", "union_item");

    @Override
    public String rule() {
        return RULE;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("function_item");
    }

    @Override
    public void check(Node node, RustScope scope, FindingSink sink) {
        Optional<String> error = node.child("return_type").flatMap(StringlyError::errorType);
        if (error.isEmpty() || isDecidedElsewhere(node, scope) || scope.inTests(node)) {
            return;
        }
        if (HandedOn.is(node, scope) || FailureKinds.isAtMostOne(node)) {
            return;
        }
        String name = node.child("name").map(Node::text).orElse("");
        // Whoever calls what only its module sees may turn the text into an error.
        if (STEP.matcher(name).matches() || !isExported(node)) {
            return;
        }
        sink.report(scope.draft(RULE, node, node.startLine())
                .scope(name)
                .with("function", name)
                .with("type", error.get()));
    }

    /** Whether other crates may see it, as far as this file says: not where it, its type or a module around it is kept in. */
    private static boolean isExported(Node function) {
        Optional<Node> type = function.ancestor("impl_item").flatMap(around -> around.child("type"));
        boolean kept = type.stream()
                .flatMap(of -> declarations(of.text().replaceFirst("(?s)<.*", ""), function))
                .anyMatch(declaration -> !isPublic(declaration));
        for (Optional<Node> module = function.ancestor("mod_item");
                module.isPresent();
                module = module.get().ancestor("mod_item")) {
            kept |= !isPublic(module.get());
        }
        return isPublic(function) && !kept;
    }

    private static boolean isPublic(Node item) {
        return item.childOfKind("visibility_modifier")
                .filter(visibility -> visibility.hasText("pub"))
                .isPresent();
    }

    private static Stream<Node> declarations(String type, Node near) {
        return near.tree().root().descendants(TYPES).stream()
                .filter(item ->
                        item.child("name").filter(name -> name.hasText(type)).isPresent());
    }

    private static Optional<String> errorType(Node type) {
        boolean result = type.is("generic_type")
                && type.child("type")
                        .filter(name -> name.hasText("Result") || name.text().endsWith("result::Result"))
                        .isPresent();
        List<Node> arguments =
                type.child("type_arguments").map(Node::namedChildren).orElse(List.of());
        if (!result || arguments.size() != 2) {
            return Optional.empty();
        }
        String error = arguments.getLast().text();
        return Optional.of(error).filter(text -> text.equals("String") || text.matches("&\\s*('static\\s+)?str"));
    }

    private static boolean isDecidedElsewhere(Node function, RustScope scope) {
        boolean ofTrait = function.ancestor("impl_item", "trait_item")
                .filter(around ->
                        around.is("trait_item") || around.child("trait").isPresent())
                .isPresent();
        boolean framework = Attributes.before(function).stream()
                .anyMatch(attribute -> !HARMLESS_ATTRIBUTES.contains(attribute.name()));
        return ofTrait || framework || isValueParser(function) || ValueParsers.name(function, scope);
    }

    /** Such as {@code fn parse_duration(text: &str) -> Result<Duration, String>}, as command-line parsers want it. */
    private static boolean isValueParser(Node function) {
        String name = function.child("name").map(Node::text).orElse("");
        List<Node> parameters =
                function.child("parameters").map(Node::namedChildren).orElse(List.of());
        return name.matches("(parse|valid|check|is_|try_parse|try_from_str|from_str).*")
                && parameters.size() == 1
                && parameters.getFirst().text().endsWith("&str");
    }
}
