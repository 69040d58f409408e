package dev.upkeep.engine.detect.script.graph;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.detect.script.facts.MentionFacts;
import dev.upkeep.engine.detect.script.facts.ToolConfigs;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.document.Paths;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which scripts a file names by their paths, in whatever way it is going to use them. */
final class Mentions {

    /** They say which files to check, format or compile, not which to run. */
    private static final Pattern SELECTING = Pattern.compile(
            "((ts|js)config.*\\.json|\\.?eslint.*|\\.prettier.*|\\.?lintstaged.*|\\.?lint-staged.*|tailwind\\.config\\..*|knip.*"
                    + "|package-lock\\.json|codecov.*|\\.codecov.*|sonar.*|CODEOWNERS|.*\\.code-workspace|biome.*|components\\.json)");

    /** Whoever imports one of these has settings of it, under whatever name, and its patterns select too. */
    private static final Pattern SELECTING_TOOL = Pattern.compile(
            "(@?tailwindcss|unocss|windicss|eslint|@eslint|typescript-eslint|prettier|stylelint|knip)(/.*)?");

    private static final Set<String> TAKEN_IN = Set.of("import", "type-import", "require");

    /** {@code src/users/create.handler}: a function of a file, as settings of serverless platforms name it. */
    private static final Pattern HANDLER = Pattern.compile("[\\w@-]+(/[\\w@-]+)+\\.\\w+");

    /** What checks and converts sources takes all of them: nothing is loaded. */
    private static final Pattern EVERYTHING =
            Pattern.compile("((\\*\\*?|src|source|app|apps|lib|packages?|server|client)/)*\\*\\*?(\\.[\\w*]+)?");

    private static final Pattern SCRIPT_EXTENSION = Pattern.compile("\\.([cm]?[jt]s|[jt]sx)$");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{?[\\w.()]*\\}?|\\{[^}]*\\}");
    private static final Pattern OPENING = Pattern.compile("[(,\\[{]");
    private static final Pattern BEFORE = Pattern.compile("^.*[(,\\[{](?=[\\w./@*-]+$)");
    private static final Pattern ROOT = Pattern.compile("^(\\.{0,2}/|[~@]/)+");

    private final FileIndex files;
    private final NpmWorkspace workspace;

    Mentions(FileIndex files, NpmWorkspace workspace) {
        this.files = files;
        this.workspace = workspace;
    }

    Set<String> in(AnalysedFile file) {
        Set<String> words = file.facts().words().getOrDefault(MentionFacts.PATHS, Set.of());
        if (words.isEmpty()) {
            return words;
        }
        Set<String> found = new LinkedHashSet<>();
        if (!SELECTING.matcher(file.entry().name()).matches() && !isSetToSelect(file)) {
            List<String> folders = foldersNear(file.path());
            for (String word : words) {
                Set<String> named = named(file, folders, word);
                found.addAll(named.isEmpty() && word.startsWith(".") ? belowFolders(file.path(), word, words) : named);
            }
        }
        found.remove(file.path());
        return found;
    }

    private static boolean isSetToSelect(AnalysedFile file) {
        return file.facts().links().stream()
                .filter(link -> TAKEN_IN.contains(link.kind()))
                .anyMatch(link -> SELECTING_TOOL.matcher(link.target()).matches());
    }

    private Set<String> named(AnalysedFile file, List<String> folders, String word) {
        String from = file.path();
        String token = token(word);
        if (token.isEmpty() || token.contains("(") || token.endsWith("/")) {
            return Set.of();
        }
        if (ToolConfigs.isOne(from) && isFilledIn(word, token)) {
            return Paths.resolve(Paths.folder(from), token)
                    .map(path -> files.matching("", path))
                    .orElse(Set.of());
        }
        if (token.contains("*")) {
            boolean starts = builds(from) && !token.contains("**");
            return (starts || (loads(file) && !EVERYTHING.matcher(token).matches())) && token.contains("/")
                    ? files.matching("", "**/" + token)
                    : Set.of();
        }
        Set<String> found = near(folders, token);
        if (!found.isEmpty() || !SCRIPT_EXTENSION.matcher(token).find()) {
            return found.isEmpty() && HANDLER.matcher(token).matches()
                    ? near(folders, token.substring(0, token.lastIndexOf('.')))
                    : found;
        }
        return token.contains("/") ? anywhere(from, token) : below(from, token);
    }

    /** {@code `./${name}-entry.ts`}: a script beside the settings, of whose name a part is known. */
    private static boolean isFilledIn(String word, String token) {
        return word.contains("${")
                && token.contains("*")
                && !token.contains("/")
                && SCRIPT_EXTENSION.matcher(token).find()
                && !SCRIPT_EXTENSION
                        .matcher(token)
                        .replaceFirst("")
                        .replace("*", "")
                        .isEmpty();
    }

    /** {@code ./fetcher.ts} where the same settings say in which folder their tool works. */
    private Set<String> belowFolders(String from, String word, Set<String> words) {
        if (!ToolConfigs.isOne(from) || !SCRIPT_EXTENSION.matcher(word).find()) {
            return Set.of();
        }
        return words.stream()
                .filter(folder -> !SCRIPT_EXTENSION.matcher(folder).find())
                .flatMap(folder -> Paths.resolve(Paths.folder(from), folder).stream())
                .flatMap(folder -> Paths.resolve(folder, word).stream())
                .flatMap(path -> files.module(path).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The path in a word, from the root: most words are that already, and are not taken through the patterns. */
    private static String token(String word) {
        String filled = word.indexOf('$') < 0 && word.indexOf('{') < 0
                ? word
                : PLACEHOLDER.matcher(word).replaceAll("*");
        String path = OPENING.matcher(filled).find() ? BEFORE.matcher(filled).replaceFirst("") : filled;
        boolean rooted = !path.isEmpty() && "./~@".indexOf(path.charAt(0)) >= 0;
        return rooted ? ROOT.matcher(path).replaceFirst("") : path;
    }

    /** A pattern for scripts of one kind or of one folder in a program is there to load them. */
    private static boolean loads(AnalysedFile file) {
        return Scripts.LANGUAGES.contains(file.language())
                && ImportGraph.isProduction(file)
                && !ToolConfigs.isOne(file.path());
    }

    /** Bundlers take patterns for the files to start from. */
    private static boolean builds(String from) {
        return ToolConfigs.isOne(from) || Paths.name(from).equals("package.json");
    }

    /** Where what a file names may lie. */
    private List<String> foldersNear(String from) {
        return Stream.concat(
                        Stream.of(Paths.folder(from), ""),
                        workspace.owner(from).stream().flatMap(npm -> Stream.of(npm.folder(), npm.folder() + "/src")))
                .distinct()
                .toList();
    }

    private Set<String> near(List<String> folders, String token) {
        Set<String> found = new HashSet<>();
        for (String folder : folders) {
            Paths.resolve(folder, token).ifPresent(path -> found.addAll(files.module(path)));
        }
        return found;
    }

    private Set<String> anywhere(String from, String token) {
        Set<String> found = files.endingWith(token);
        Optional<NpmPackage> owner = workspace.owner(from);
        return found.isEmpty() && owner.isPresent() ? files.sourceOf(owner.get().folder(), token) : found;
    }

    private Set<String> below(String from, String token) {
        boolean common = FileIndex.stem(token).equals("index");
        return common || SCRIPT_EXTENSION.matcher(from).find()
                ? Set.of()
                : files.matching(Paths.folder(from), "**/" + token);
    }
}
