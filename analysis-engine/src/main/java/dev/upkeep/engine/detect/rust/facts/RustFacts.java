package dev.upkeep.engine.detect.rust.facts;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.rust.facts.Attributes.Attribute;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.ContextRange;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads what other files need to know of a Rust file. Links have the kinds {@code mod}, {@code use}, {@code
 * extern-crate}, {@code include}, {@code include_str}, {@code include_bytes}, {@code test} (a test function), {@code
 * macro} (a call of a logging macro without a path), {@code feature} (see {@link FeatureUse}); words the kinds {@code rust.paths}, {@code
 * rust.test-paths}, {@code rust.doc-paths}, {@code rust.files} (strings that name Rust files, and what examples in documentation include), {@code rust.macros} (called without a path),
 * {@code rust.macro-names} (defined here), {@code rust.item-macro-names} (names within macro calls that stand among
 * items and may become modules), {@code rust.attributes}, {@code rust.allowed-lints} and {@code rust.lints-allowed-in-tests} (by attributes of the whole file),
 * {@code rust.looped-calls} and {@code rust.once-calls} (see {@link CalledNames}), {@code rust.panicked-calls} and
 * {@code rust.handled-calls} (see {@link ErrorUse}) and {@code rust.marks} ({@code generated-include}).
 */
public final class RustFacts implements FactsExtractor {

    /** The kind of words that name the lints which an attribute of the whole file allows. */
    public static final String ALLOWED_LINTS = "rust.allowed-lints";

    /** The first lines of functions that Clippy is told to leave as long as they are. */
    public static final String LONG_ON_PURPOSE = "rust.long-on-purpose";

    /** The kind of words that name those which it allows in tests. */
    public static final String ALLOWED_IN_TESTS = "rust.lints-allowed-in-tests";

    private static final Set<String> INCLUDES = Set.of("include", "include_str", "include_bytes");
    private static final Set<String> LOGGING = Set.of(
            "trace",
            "debug",
            "info",
            "warn",
            "error",
            "event",
            "span",
            "trace_span",
            "debug_span",
            "info_span",
            "warn_span",
            "error_span");
    private static final Set<String> AMONG_ITEMS = Set.of("source_file", "declaration_list");
    private static final int MOST_NAMES = 400;

    private static final String LENGTH = "clippy::too_many_lines";

    @Override
    public Set<Language> languages() {
        return Set.of(Language.RUST);
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        if (file.tree().isEmpty()) {
            new ModuleLinks(facts, List.of()).readText(file.text());
            return;
        }
        SyntaxTree tree = file.tree().get();
        List<ContextRange> places = TestPlaces.in(file, tree);
        places.forEach(place -> facts.context(place.startLine(), place.endLine(), place.context()));
        Items.of(tree).forEach(facts::item);
        new FunctionMeasures(tree, file.codeLines()).all().forEach(facts::function);
        longOnPurpose(file, tree)
                .forEach(function -> facts.word(LONG_ON_PURPOSE, String.valueOf(function.startLine())));
        Attributes.allowedLints(tree).forEach(lint -> facts.word(ALLOWED_LINTS, lint));
        Attributes.lintsAllowedInTests(tree).forEach(lint -> facts.word(ALLOWED_IN_TESTS, lint));
        ModuleLinks modules = new ModuleLinks(facts, places);
        if (tree.hasError()) {
            modules.readText(file.text());
        }
        Words words = new Words(facts, tree, TestPlaces.underCfgTest(tree));
        CalledNames called = new CalledNames(tree, places);
        ErrorUse errors = new ErrorUse(places);
        FeatureUse features = new FeatureUse();
        for (int index = 0; index < tree.size(); index++) {
            words.visit(index);
            features.visit(tree, index);
            if (tree.kind(index).equals("call_expression")) {
                called.visit(tree.node(index));
                errors.visit(tree.node(index));
            }
            links(tree, index, modules, places, facts);
        }
        words.finish();
        called.finish(facts);
        errors.finish(facts);
        features.finish(facts);
    }

    private static Stream<Node> longOnPurpose(SourceFile file, SyntaxTree tree) {
        List<Node> functions = file.text().contains(LENGTH) ? tree.root().descendants("function_item") : List.of();
        return functions.stream()
                .filter(function -> Attributes.before(function).stream()
                        .flatMap(Attribute::allowedLints)
                        .anyMatch(LENGTH::equals));
    }

    private static void links(
            SyntaxTree tree, int index, ModuleLinks modules, List<ContextRange> places, FactsBuilder facts) {
        switch (tree.kind(index)) {
            case "mod_item" -> {
                if (tree.childByField(index, "body") < 0) {
                    modules.declaration(tree.node(index));
                }
            }
            case "use_declaration" -> imports(tree.node(index), places, facts);
            case "extern_crate_declaration" -> externCrate(tree.node(index), facts);
            case "macro_definition" -> definition(tree.node(index), modules, facts);
            case "macro_invocation" -> macro(tree.node(index), modules, facts);
            case "attribute_item" -> test(tree.node(index), facts);
            default -> {
                // links to nothing
            }
        }
    }

    private static void imports(Node declaration, List<ContextRange> places, FactsBuilder facts) {
        boolean test = places.stream()
                .anyMatch(place -> place.context() == Context.TEST && place.covers(declaration.startLine()));
        Map<String, String> attributes = new HashMap<>();
        if (test) {
            attributes.put("test", "true");
        }
        if (declaration.ancestor("mod_item").isPresent()) {
            attributes.put("inner", "true");
        }
        declaration
                .childOfKind("visibility_modifier")
                .ifPresent(visibility -> attributes.put("exported", visibility.text()));
        Map<String, String> shared = Map.copyOf(attributes);
        ImportLinks.of(declaration)
                .forEach(each -> facts.link(new Link("use", each.path(), List.of(each.name()), each.line(), shared)));
    }

    private static void test(Node attributeItem, FactsBuilder facts) {
        boolean test = Attributes.of(attributeItem).filter(TestPlaces::isTest).isPresent();
        Optional<Node> function = attributeItem.nextSibling();
        while (test && function.filter(node -> !node.is("function_item")).isPresent()) {
            function = function.flatMap(Node::nextSibling);
        }
        function.filter(node -> test)
                .flatMap(node -> node.child("name"))
                .ifPresent(name -> facts.link(new Link("test", name.text(), List.of(), name.startLine(), Map.of())));
    }

    private static void externCrate(Node declaration, FactsBuilder facts) {
        String name = declaration.child("name").map(Node::text).orElse("");
        String alias = declaration.child("alias").map(Node::text).orElse(name);
        boolean macros =
                Attributes.before(declaration).stream().map(Attribute::path).anyMatch("macro_use"::equals);
        Map<String, String> attributes = macros ? Map.of("macro_use", "true") : Map.of();
        facts.link(new Link("extern-crate", name, List.of(alias), declaration.startLine(), attributes));
    }

    private static void definition(Node macro, ModuleLinks modules, FactsBuilder facts) {
        macro.child("name").ifPresent(name -> facts.word("rust.macro-names", name.text()));
        macro.namedChildren().stream()
                .filter(rule -> rule.is("macro_rule"))
                .flatMap(rule -> rule.child("right").stream())
                .forEach(modules::testsOf);
    }

    private static void macro(Node call, ModuleLinks modules, FactsBuilder facts) {
        String path = call.child("macro").map(RustPath::text).orElse("");
        if (!path.contains("::") && !path.isEmpty()) {
            facts.word("rust.macros", path);
            if (LOGGING.contains(path)) {
                facts.link(new Link("macro", path, List.of(), call.startLine(), surroundings(call)));
            }
        }
        call.childOfKind("token_tree").ifPresent(tokens -> {
            modules.ofCall(tokens);
            if (INCLUDES.contains(path)) {
                include(path, tokens, facts);
            } else if (isAmongItems(call)) {
                names(tokens, facts);
            }
        });
    }

    /** Whether a call stands in a module within the file, and under which condition it is compiled. */
    private static Map<String, String> surroundings(Node call) {
        Map<String, String> attributes = new HashMap<>();
        if (call.ancestor("mod_item").isPresent()) {
            attributes.put("inner", "true");
        }
        for (Optional<Node> at = Optional.of(call);
                at.isPresent() && !attributes.containsKey("cfg");
                at = at.get().parent()) {
            Attributes.before(at.get()).stream()
                    .filter(attribute -> attribute.path().equals("cfg"))
                    .findFirst()
                    .ifPresent(attribute -> attributes.put(
                            "cfg",
                            attribute.arguments().replaceAll("^\\(|\\)$", "").strip()));
        }
        return Map.copyOf(attributes);
    }

    private static boolean isAmongItems(Node call) {
        return call.parent()
                .map(parent ->
                        parent.is("expression_statement") ? parent.parent().orElse(parent) : parent)
                .filter(parent -> AMONG_ITEMS.contains(parent.kind()))
                .isPresent();
    }

    private static void include(String kind, Node tokens, FactsBuilder facts) {
        String text = tokens.text();
        if (text.contains("OUT_DIR") && kind.equals("include")) {
            facts.word("rust.marks", "generated-include");
        }
        tokens.descendants("string_literal").stream()
                .map(literal -> Attributes.unquoted(literal.text()))
                .filter(literal -> literal.contains("."))
                .reduce((first, last) -> last)
                .ifPresent(target -> facts.link(new Link(
                        kind,
                        target,
                        List.of(),
                        tokens.startLine(),
                        text.contains("CARGO_MANIFEST_DIR") ? Map.of("from", "package") : Map.of())));
    }

    private static void names(Node tokens, FactsBuilder facts) {
        tokens.descendants().stream()
                .filter(token -> token.is("identifier") || token.is("string_content"))
                .map(token -> RustPath.plain(token.text()))
                .filter(name -> !name.isEmpty() && name.length() < 100 && !Character.isUpperCase(name.charAt(0)))
                .distinct()
                .limit(MOST_NAMES)
                .forEach(name -> facts.word("rust.item-macro-names", name));
    }
}
