package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Reading;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.SymbolicLinks;
import dev.upkeep.engine.detect.script.facts.MentionFacts;
import dev.upkeep.engine.detect.script.syntax.Scripts;
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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    private static final Pattern BUNDLER = Pattern.compile("(rollup|webpack|vite|rspack|rsbuild|esbuild|tsup)\\..*");

    private static final Pattern EXTENSION = Pattern.compile("\\.[cm]?[jt]sx?");
    private static final Pattern SCRIPT = Pattern.compile(".+\\.[cm]?[jt]s");

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

    /** {@code COPY scripts/${SCOPE}-entrypoint.sh}. */
    private static final Pattern NAMED_IN_PART = Pattern.compile("scripts/\\$(?:\\{\\w+}|\\w+)([-_.][\\w.-]+)");

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
        List<Candidate> unnamed = new ArrayList<>(candidates.stream()
                .map(Candidate::of)
                .filter(each -> !linked.contains(each.file().path()))
                .filter(each -> !saysHowItIsUsed(repository, each.file()))
                .toList());
        Set<String> stems = unnamed.stream().map(Candidate::stem).collect(Collectors.toSet());
        Set<String> imported = imported(repository, stems);
        Set<String> fromRoots = importedFromRoots(repository, stems);
        unnamed.removeIf(each -> imported.contains(each.pathOfStem())
                || fromRoots.stream().anyMatch(end -> each.pathOfStem().endsWith("/" + end)));
        Set<String> roots = repository.entries().stream()
                .filter(entry -> entry.name().equals("package.json"))
                .map(SourceEntry::folder)
                .collect(Collectors.toSet());
        List<Reader> readers = repository.files().stream()
                .filter(ScriptUnreferenced::mayName)
                .map(file -> Reader.of(roots, file))
                // Pages and settings name nearly all of them, and are fewer than sources.
                .sorted(Comparator.comparing(Reader::source))
                .toList();
        Wanted wanted = Wanted.of(unnamed);
        for (Reader reader : readers) {
            if (wanted.all().isEmpty()) {
                return;
            }
            Set<String> named = wanted.namedIn(repository, reader);
            if (!named.isEmpty()) {
                wanted = wanted.without(named);
            }
        }
        wanted.all().forEach(each -> sink.report(draft(repository, each.file())));
    }

    /**
     * What nobody has named so far. What a text says of it is kept from one push to the next, as long as the same scripts
     * are asked for.
     *
     * @param text how to look for all of them in texts that are no sources
     * @param source in sources
     * @param foreign in sources whose facts know of scripts of TypeScript and JavaScript, for the others alone
     */
    private record Wanted(
            List<Candidate> all,
            Reading<Set<String>> text,
            Reading<Set<String>> source,
            Optional<Reading<Set<String>>> foreign) {

        static Wanted of(List<Candidate> all) {
            List<Candidate> foreign =
                    all.stream().filter(each -> !each.script()).toList();
            return new Wanted(
                    List.copyOf(all),
                    reading(all, false),
                    reading(all, true),
                    foreign.isEmpty() ? Optional.empty() : Optional.of(reading(foreign, true)));
        }

        private static Reading<Set<String>> reading(List<Candidate> candidates, boolean source) {
            String paths = candidates.stream().map(each -> each.file().path()).collect(Collectors.joining("\n"));
            return Reading.small(
                    (source ? "scripts.in-source\n" : "scripts.in-text\n") + paths,
                    (path, text) -> candidates.stream()
                            .filter(each -> each.isNamed(path, source, text))
                            .map(each -> each.file().path())
                            .collect(Collectors.toUnmodifiableSet()));
        }

        Wanted without(Set<String> named) {
            return of(all.stream()
                    .filter(each -> !named.contains(each.file().path()))
                    .toList());
        }

        /** The paths of those that a file names; no script is named by itself. */
        Set<String> namedIn(Repository repository, Reader reader) {
            Stream<String> known = all.stream()
                    .filter(each -> each.isKnownTo(reader))
                    .map(each -> each.file().path());
            Optional<Reading<Set<String>>> reading =
                    !reader.source() ? Optional.of(text) : reader.knowsScripts() ? foreign : Optional.of(source);
            Stream<String> read = reading.flatMap(each -> repository.read(each, reader.path())).stream()
                    .flatMap(Set::stream)
                    .filter(path -> !path.equals(reader.path()));
            return Stream.concat(known, read).collect(Collectors.toSet());
        }
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

    /**
     * A file that may name scripts.
     *
     * @param source whether it is code of the product, below the files that start it
     */
    private record Reader(AnalysedFile file, boolean source) {

        /** @param roots the folders of packages */
        static Reader of(Set<String> roots, AnalysedFile file) {
            return new Reader(file, isSource(roots, file));
        }

        private static boolean isSource(Set<String> roots, AnalysedFile file) {
            if (file.language() == Language.RUST) {
                return true;
            }
            String folder = Paths.folder(file.path());
            return Scripts.LANGUAGES.contains(file.language())
                    && file.context() != Context.SCRIPT
                    && !folder.isEmpty()
                    && !roots.contains(folder)
                    && !ToolFiles.isToolConfig(file.path());
        }

        String path() {
            return file.path();
        }

        Set<String> paths() {
            return file.facts().words().getOrDefault(MentionFacts.PATHS, Set.of());
        }

        /** Whether {@link #paths} holds all scripts of TypeScript and JavaScript that it names whole. */
        boolean knowsScripts() {
            return source
                    && MentionFacts.knowsAllPaths(file.context(), file.entry().size(), file.facts());
        }
    }

    /**
     * A script and how others would name it.
     *
     * @param script whether it is one of TypeScript or JavaScript
     */
    private record Candidate(AnalysedFile file, String name, String stem, boolean script) {

        static Candidate of(AnalysedFile file) {
            String name = Paths.name(file.path());
            return new Candidate(
                    file,
                    name,
                    name.substring(0, name.lastIndexOf('.')),
                    SCRIPT.matcher(name).matches());
        }

        String pathOfStem() {
            return file.path().substring(0, file.path().lastIndexOf('.'));
        }

        /** Whether the facts of a source know that it names the script. */
        boolean isKnownTo(Reader reader) {
            return reader.source() && reader.paths().stream().anyMatch(path -> path.endsWith(name));
        }

        /** In sources many a function is called like a script, so that only the whole name counts there. */
        boolean isNamed(String reader, boolean source, String text) {
            return text.contains(source ? name : stem)
                    || (text.contains("scripts/$") && isNamedInPart(text))
                    || (BUNDLER.matcher(Paths.name(reader)).matches() && isCopied(reader, text));
        }

        private boolean isNamedInPart(String text) {
            return NAMED_IN_PART.matcher(text).results().anyMatch(end -> name.endsWith(end.group(1)));
        }

        /** {@code src: "src/workers/scripts/**"} in the settings of a bundler, which are for the package's own files. */
        private boolean isCopied(String bundler, String text) {
            String folder = Paths.folder(file.path());
            String home = Paths.folder(bundler);
            return Paths.isWithin(folder, home)
                    && text.contains((home.isEmpty() ? folder : folder.substring(home.length() + 1)) + "/*");
        }
    }
}
