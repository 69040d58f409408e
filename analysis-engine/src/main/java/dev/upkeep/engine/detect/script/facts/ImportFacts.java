package dev.upkeep.engine.detect.script.facts;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a script refers to, as links of the kinds {@code import}, {@code type-import}, {@code export-from}, {@code
 * require}, {@code dynamic-import} and {@code asset} ({@code new URL("./x", import.meta.url)}); the target is the
 * specifier. An import without names is one for its side effects. Code that stands in a string, for a bundler or a virtual
 * machine, gives {@value #QUOTED}: the package is needed, but by whom is not known. {@value #INSTALLED_SCOPE} names no
 * module, but where installed ones are read.
 */
public final class ImportFacts implements FactsExtractor {

    public static final String QUOTED = "quoted-import";

    /** A folder of all installed packages of one scope, from which code takes one by a name that it puts together. */
    public static final String INSTALLED_SCOPE = "installed-scope";

    /** {@code <name> <specifier>} of what is imported under a name that says that it is old: {@code List as ListOld}. */
    public static final String AS_OLD = "import.as-old";

    private static final Pattern OLD = Pattern.compile("\\w+(Old|Legacy|Deprecated)");
    private static final Pattern SCOPE = Pattern.compile("\\bnode_modules/(@[\\w.-]+)(?:/?[\"'`]|/[$*])");
    /** Methods that compare a path with the folder and read nothing there. */
    private static final Pattern COMPARES =
            Pattern.compile("(?s).*\\.(?:includes|startsWith|endsWith|indexOf|test|match|replace|split)");

    private static final Pattern IN_TEXT = Pattern.compile(
            "\\b(?:from\\s*|import\\s*\\(?\\s*|require\\(\\s*)\\\\?[\"'](@?[\\w][^\"'\\s\\\\]*)\\\\?[\"']");

    private static final Set<String> REQUIRING =
            Set.of("require", "require.resolve", "import.meta.resolve", "jest.mock", "vi.mock", "jest.requireActual");

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree().ifPresent(tree -> read(tree, facts));
    }

    private static void read(SyntaxTree tree, FactsBuilder facts) {
        for (int index = 0; index < tree.size(); index++) {
            switch (tree.kind(index)) {
                case "import_statement" -> importOf(tree.node(index)).ifPresent(facts::link);
                case "export_statement" -> exportOf(tree.node(index)).ifPresent(facts::link);
                case "call_expression" -> callOf(tree.node(index)).ifPresent(facts::link);
                case "new_expression" -> assetOf(tree.node(index)).ifPresent(facts::link);
                case "import_specifier" -> old(tree.node(index), facts);
                case "string", "template_string" -> quoted(tree.node(index), facts);
                default -> {
                    // Nothing else names another module.
                }
            }
        }
    }

    private static void old(Node specifier, FactsBuilder facts) {
        specifier
                .child("alias")
                .filter(alias -> OLD.matcher(alias.text()).matches())
                .flatMap(_ -> specifier.ancestor("import_statement"))
                .flatMap(statement -> statement.child("source"))
                .flatMap(ImportFacts::text)
                .ifPresent(source -> facts.word(
                        AS_OLD, specifier.child("name").map(Node::text).orElse("") + " " + source));
    }

    private static void quoted(Node text, FactsBuilder facts) {
        if (text.text().contains("node_modules/@") && !isCompared(text)) {
            SCOPE.matcher(text.text())
                    .results()
                    .forEach(found -> facts.link(link(INSTALLED_SCOPE, found.group(1), List.of(), text)));
        }
        IN_TEXT.matcher(text.text())
                .results()
                .forEach(found -> facts.link(link(QUOTED, found.group(1), List.of(), text)));
    }

    private static boolean isCompared(Node text) {
        return text.parent()
                .filter(up -> up.is("arguments"))
                .flatMap(Node::parent)
                .flatMap(call -> call.child("function"))
                .filter(callee -> COMPARES.matcher(callee.text()).matches())
                .isPresent();
    }

    private static Optional<Link> importOf(Node statement) {
        boolean type = statement.children().stream().anyMatch(child -> child.is("type")) || bringsTypesOnly(statement);
        return statement
                .child("source")
                .or(() -> statement.childOfKind("import_require_clause").flatMap(clause -> clause.child("source")))
                .flatMap(ImportFacts::text)
                .map(target -> link(type ? "type-import" : "import", target, names(statement), statement));
    }

    /** {@code import { type A, type B } from "x"}: nothing is left of it when the file runs. */
    private static boolean bringsTypesOnly(Node statement) {
        List<Node> brought = statement.childOfKind("import_clause").map(Node::namedChildren).orElse(List.of()).stream()
                .flatMap(each -> each.is("named_imports") ? each.namedChildren().stream() : Stream.of(each))
                .filter(each -> !each.is("comment"))
                .toList();
        return !brought.isEmpty()
                && brought.stream()
                        .allMatch(each -> each.is("import_specifier")
                                && each.childOfKind("type").isPresent());
    }

    private static Optional<Link> exportOf(Node statement) {
        return statement
                .child("source")
                .flatMap(ImportFacts::text)
                .map(target -> link("export-from", target, names(statement), statement));
    }

    private static Optional<Link> callOf(Node call) {
        Optional<Node> function = call.child("function");
        Optional<String> target = call.child("arguments")
                .flatMap(arguments -> arguments.namedChildren().stream().findFirst())
                .flatMap(ImportFacts::text);
        if (function.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        String callee = function.get().text();
        if (callee.equals("import")) {
            return target.map(text -> link("dynamic-import", text, List.of(), call));
        }
        return target.filter(text -> REQUIRING.contains(callee) && !OwnRequire.isCalled(call, callee))
                .map(text -> link("require", text, List.of(), call));
    }

    private static Optional<Link> assetOf(Node expression) {
        return expression
                .child("arguments")
                .filter(arguments -> arguments.text().contains("import.meta.url"))
                .flatMap(arguments -> arguments.namedChildren().stream().findFirst())
                .flatMap(ImportFacts::text)
                .map(target -> link("asset", target, List.of(), expression));
    }

    /** The names that are brought in or handed on: their own ones, not the ones they get here. */
    private static List<String> names(Node statement) {
        return statement.descendants().stream()
                .filter(node -> node.is("import_specifier")
                        || node.is("export_specifier")
                        || node.is("namespace_import")
                        || (node.is("identifier")
                                && node.parent()
                                        .filter(up -> up.is("import_clause"))
                                        .isPresent()))
                .map(ImportFacts::name)
                .toList();
    }

    private static String name(Node node) {
        return switch (node.kind()) {
            case "identifier" -> "default";
            case "namespace_import" -> "*";
            default -> node.child("name").map(Node::text).orElse(node.text());
        };
    }

    /** The text of a string or of a template without substitutions. */
    private static Optional<String> text(Node node) {
        boolean constant = node.is("string")
                || (node.is("template_string")
                        && node.childOfKind("template_substitution").isEmpty());
        String text = node.text();
        return constant && text.length() >= 2 ? Optional.of(text.substring(1, text.length() - 1)) : Optional.empty();
    }

    private static Link link(String kind, String target, List<String> names, Node node) {
        return new Link(kind, target, names, node.startLine(), Map.of());
    }
}
