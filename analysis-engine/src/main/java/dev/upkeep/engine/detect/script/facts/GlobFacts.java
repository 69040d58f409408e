package dev.upkeep.engine.detect.script.facts;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * References to scripts that are found when the code is built or runs, as links of the kind {@code glob} whose target
 * has {@code *} for what is computed: {@code import.meta.glob("./pages/*.tsx")}, {@code require.context("./icons")},
 * {@code import(`./locales/${name}.ts`)}, {@code path.join(__dirname, `${name}-entry.ts`)}. A specifier that is computed
 * as a whole is the word {@value #COMPUTED}.
 */
public final class GlobFacts implements FactsExtractor {

    /** Words that say what cannot be followed: {@code import} of anything, {@code list} of a folder's files. */
    public static final String COMPUTED = "script.computed";

    private static final Set<String> LOADERS = Set.of("import", "require", "jest.mock", "vi.mock", "lazy", "loadable");
    private static final Set<String> LISTERS =
            Set.of("readdir", "readdirSync", "glob", "globSync", "fg", "fastGlob", "globby", "requireAll", "opendir");
    private static final Pattern SYNCHRONOUS = Pattern.compile("(glob|fg|fastGlob|globby)\\.sync");
    /** They list and load in one. */
    private static final Set<String> LOADING =
            Set.of("loadFiles", "loadFilesSync", "requireDir", "requireDirectory", "loadModules");

    private static final Set<String> JOINERS = Set.of("join", "resolve");
    private static final Pattern OWN_FOLDER = Pattern.compile(
            "__dirname|import\\.meta\\.dirname|(path\\.)?dirname\\(fileURLToPath\\(import\\.meta\\.url\\)\\)");
    /** A source whose name is known in part, and the folders before it that are known. */
    private static final Pattern JOINED = Pattern.compile(
            "(?:(\\./)|\\*/)?+((?:(?:\\.\\.|[\\w@-][\\w.@-]*)/)*(?=[^/]*\\*)[\\w.@*-]+\\.[cm]?[jt]sx?)");

    private static final Pattern NAMED_IN_PART = Pattern.compile("/(?:[\\w@.-]+\\*|\\*[\\w@-])");

    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{[^}]*\\}");

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree().ifPresent(tree -> tree.root().descendants("call_expression").forEach(call -> read(call, facts)));
    }

    private static void read(Node call, FactsBuilder facts) {
        String callee = Scripts.callee(call);
        List<Node> arguments = Scripts.arguments(call);
        if (arguments.isEmpty()) {
            return;
        }
        if (callee.startsWith("import.meta.glob")) {
            strings(arguments.getFirst()).forEach(target -> facts.link(glob(target, call)));
        } else if (callee.equals("require.context")) {
            strings(arguments.getFirst()).forEach(target -> facts.link(glob(target + "/**", call)));
        } else if (LOADERS.contains(callee)) {
            computed(arguments.getFirst(), call, facts);
        } else if (JOINERS.contains(Scripts.lastName(call))) {
            joined(arguments).ifPresent(target -> facts.link(glob(target, call)));
        } else if (LOADING.contains(Scripts.lastName(call))) {
            facts.word(COMPUTED, "list");
            facts.word(COMPUTED, "import");
        } else if (SYNCHRONOUS.matcher(callee).matches()
                || (LISTERS.contains(Scripts.lastName(call)) && !callee.startsWith("import"))) {
            facts.word(COMPUTED, "list");
        }
    }

    /** {@code path.resolve(__dirname, "pages", `${name}-entry.ts`)}: in the folder of the file, or one of that name. */
    private static Optional<String> joined(List<Node> arguments) {
        if (!arguments.getLast().is("template_string")) {
            return Optional.empty();
        }
        String path = arguments.stream()
                .map(argument -> OWN_FOLDER.matcher(argument.text()).matches() ? "." : pattern(argument))
                .collect(Collectors.joining("/"));
        Matcher script = JOINED.matcher(path.replace("/./", "/"));
        return Optional.of(script)
                .filter(Matcher::matches)
                .map(each -> each.group(1) == null ? each.group(2) : "./" + each.group(2))
                .filter(target ->
                        target.startsWith("./") || NAMED_IN_PART.matcher(target).find());
    }

    private static void computed(Node specifier, Node call, FactsBuilder facts) {
        String pattern = pattern(Scripts.bare(specifier));
        if (pattern.contains("*")) {
            boolean anything = pattern.replaceAll("[*./]", "").isEmpty();
            if (anything) {
                facts.word(COMPUTED, "import");
            }
            // Of what is anything, one folder is still known: that of "./${name}".
            if (!anything || pattern.equals("./*")) {
                facts.link(glob(atAnyDepth(pattern), call));
            }
        }
    }

    /** What ends with all of the name, for webpack with the folders before it; other bundlers want an extension there. */
    private static String atAnyDepth(String pattern) {
        return pattern.endsWith("/*") && !pattern.equals("./*") ? pattern + "*" : pattern;
    }

    /** The specifier with a star for each part that is not written out; functions and other values have none. */
    static String pattern(Node specifier) {
        return switch (specifier.kind()) {
            case "string" -> unquoted(specifier);
            case "template_string" -> SUBSTITUTION.matcher(unquoted(specifier)).replaceAll("*");
            case "binary_expression" ->
                String.join(
                        "",
                        specifier.namedChildren().stream()
                                .map(GlobFacts::pattern)
                                .toList());
            case "arrow_function", "function_expression" -> "";
            default -> "*";
        };
    }

    private static List<String> strings(Node argument) {
        return argument.is("string")
                ? List.of(unquoted(argument))
                : argument.descendants("string").stream()
                        .map(GlobFacts::unquoted)
                        .toList();
    }

    private static String unquoted(Node string) {
        String text = string.text();
        return text.length() < 2 ? "" : text.substring(1, text.length() - 1);
    }

    private static Link glob(String target, Node call) {
        return new Link("glob", target, List.of(), call.startLine(), Map.of());
    }
}
