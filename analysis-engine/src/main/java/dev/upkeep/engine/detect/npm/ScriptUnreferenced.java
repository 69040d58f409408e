package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.SymbolicLinks;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.SourceEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds script files of a package that nothing in the repository names: no npm script, workflow, container file, other
 * script or page of documentation. Evidence: the text of all of these, searched for the file's name without extension.
 */
final class ScriptUnreferenced implements RepositoryDetector {

    private static final String RULE = "npm/script-unreferenced";
    private static final Pattern PLACE = Pattern.compile("(.*/)?scripts/[^/]+\\.([cm]?[jt]s|sh|py)");
    private static final Pattern SELF_EXPLAINING =
            Pattern.compile("(index|utils?|helpers?|common|constants|types|config)(\\..*)?");
    /** Dated like migrations: run by hand, once. */
    private static final Pattern ONE_OFF = Pattern.compile("^(19|20)\\d{2}[-_.]?\\d{2}[-_.]?\\d{2}");

    private static final Pattern EXTENSION = Pattern.compile("\\.[cm]?[jt]sx?");
    private static final Pattern COMMENT = Pattern.compile("//|/\\*|\\*|#|\"\"\"|'''");
    private static final Pattern USE = Pattern.compile(
            "(?i)\\b(usage|paste|run (it|this)|how to (use|run))\\b"
                    + "|^\\W*(to )?(run|invoke|execute)( (it|this|locally|manually|by hand|with|via|using|like|as|from( \\w+){1,4}))*( ?:| `)");
    private static final Pattern USAGE = Pattern.compile("(?i)^\\W*usage\\s*(:|$)");
    private static final Pattern RUNNER = Pattern.compile(
            "(^|[\\s`$(])((node|npx|npm|pnpm|yarn|bunx?|deno|tsx|ts-node|bash|sh|zsh|source|python3?)\\s|\\./)");
    /** What a shell script that reads options tells of them. */
    private static final Pattern HELP = Pattern.compile(
            "(?i)(^|[\"'`]|\\\\n)\\s*usage:|^\\s*(function\\s+)?(print_|show_)?usage\\s*(\\(\\)\\s*(\\{|$)|\\{)");

    private static final int TOP_LINES = 40;

    /** What is made for the product names no script. */
    private static final Set<Language> PRODUCT = EnumSet.of(Language.CSS, Language.CSV, Language.BINARY, Language.SQL);

    private static final int LARGEST = 2 << 20;

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<AnalysedFile> candidates = repository.files().stream()
                .filter(file -> file.path().contains("scripts/")
                        && PLACE.matcher(file.path()).matches()
                        && isCandidate(repository, file))
                .toList();
        if (candidates.isEmpty()) {
            return;
        }
        Set<String> linked =
                Set.copyOf(repository.model(SymbolicLinks.MODEL).targets().values());
        List<ScriptCandidate> unnamed = new ArrayList<>(candidates.stream()
                .map(ScriptCandidate::of)
                .filter(each -> !linked.contains(each.file().path()))
                .filter(each -> !saysHowItIsUsed(repository, each.file()))
                .toList());
        Set<String> stems = unnamed.stream().map(ScriptCandidate::stem).collect(Collectors.toSet());
        Set<String> imported = imported(repository, stems);
        Set<String> fromRoots = importedFromRoots(repository, stems);
        unnamed.removeIf(each -> imported.contains(each.pathOfStem())
                || fromRoots.stream().anyMatch(end -> each.pathOfStem().endsWith("/" + end)));
        Set<String> roots = repository.entries().stream()
                .filter(entry -> entry.isNamed("package.json"))
                .map(SourceEntry::folder)
                .collect(Collectors.toSet());
        List<ScriptReader> readers = repository.files().stream()
                .filter(ScriptUnreferenced::mayName)
                .map(file -> ScriptReader.of(roots, file))
                // Pages and settings name nearly all of them, and are fewer than sources.
                .sorted(Comparator.comparing(ScriptReader::source))
                .toList();
        UnnamedScripts left = UnnamedScripts.of(unnamed);
        for (ScriptReader reader : readers) {
            if (left.all().isEmpty()) {
                return;
            }
            Set<String> named = left.namedIn(repository, reader);
            if (!named.isEmpty()) {
                left = left.without(named);
            }
        }
        left.all().forEach(each -> sink.report(draft(repository, each.file())));
    }

    /** The files called so that others import by their paths, without extensions. */
    private static Set<String> imported(Repository repository, Set<String> stems) {
        return repository.files().stream()
                .flatMap(file -> file.facts().links().stream()
                        .filter(link -> link.target().startsWith(".")
                                && stems.contains(Paths.name(withoutExtension(link.target())))
                                && ScriptLinks.isImport(link))
                        .flatMap(link -> Paths.resolve(Paths.folder(file.path()), link.target()).stream()))
                .map(ScriptUnreferenced::withoutExtension)
                .collect(Collectors.toSet());
    }

    /** What is imported by a path from a folder that settings name: {@code scripts/browser} below {@code src}. */
    private static Set<String> importedFromRoots(Repository repository, Set<String> stems) {
        return repository.files().stream()
                .flatMap(file -> file.facts().links().stream())
                .filter(ScriptLinks::isImport)
                .map(link -> withoutExtension(link.target()))
                .filter(target -> target.contains("/") && !target.startsWith(".") && stems.contains(Paths.name(target)))
                .collect(Collectors.toSet());
    }

    private static String withoutExtension(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/')
                        && EXTENSION.matcher(path.substring(dot)).matches()
                ? path.substring(0, dot)
                : path;
    }

    private static Draft draft(Repository repository, AnalysedFile file) {
        Draft draft = Draft.of(RULE, Location.file(file.path()))
                .scope(Paths.name(file.path()))
                .with("file", file.path())
                .with("lines", file.facts().lines().total());
        return ScriptEntry.of(repository, file.path()).map(draft::fix).orElse(draft);
    }

    private static boolean isCandidate(Repository repository, AnalysedFile file) {
        boolean ownedByNpm =
                repository.model(NpmWorkspace.MODEL).owner(file.path()).isPresent();
        return ownedByNpm
                && file.context() == Context.SCRIPT
                && !file.path().endsWith(".d.ts")
                && !ONE_OFF.matcher(Paths.name(file.path())).find()
                && !SELF_EXPLAINING.matcher(Paths.name(file.path())).matches()
                && !Paths.isTestMaterial(file.path());
    }

    /** Whether it leads whoever runs it by hand, as one that is pasted into a browser. */
    private static boolean saysHowItIsUsed(Repository repository, AnalysedFile file) {
        String name = Paths.name(file.path());
        return repository
                .text(file.path())
                .filter(text -> commentLeads(text, name)
                        || commentBehindImportsLeads(text, name)
                        || (file.language() == Language.SHELL && givesHelp(text)))
                .isPresent();
    }

    /** Whether the comment at the top says so, or holds the command. */
    private static boolean commentLeads(String text, String name) {
        return text.lines()
                .map(String::strip)
                .takeWhile(line -> line.isEmpty() || COMMENT.matcher(line).lookingAt())
                .anyMatch(line -> USE.matcher(line).find() || isCommand(line, name));
    }

    /** The first comment behind the imports may tell of something else, so that less counts there. */
    private static boolean commentBehindImportsLeads(String text, String name) {
        return HeadComments.behindImports(text).stream()
                .anyMatch(line -> USAGE.matcher(line).find() || isCommand(line, name));
    }

    private static boolean givesHelp(String text) {
        return text.lines().limit(TOP_LINES).anyMatch(line -> HELP.matcher(line).find());
    }

    private static boolean isCommand(String line, String name) {
        int at = line.indexOf(name);
        return at > 0 && RUNNER.matcher(line.substring(0, at)).find();
    }

    private static boolean mayName(AnalysedFile file) {
        return !PRODUCT.contains(file.language())
                && file.context() != Context.VENDORED
                && file.entry().size() < LARGEST;
    }
}
