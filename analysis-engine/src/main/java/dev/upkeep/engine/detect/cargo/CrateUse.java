package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.SymbolicLinks;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which crates the sources of one package name: first by their facts, then, before anything is claimed, by their text. */
final class CrateUse {

    /** Up to the closing brace at the margin of the macro itself. */
    private static final Pattern MACRO = Pattern.compile("(?ms)^([ \\t]*)macro_rules!.*?(?:^\\1[})]|\\z)");

    private static final Pattern MACRO_NAME = Pattern.compile("macro_rules!\\s*(\\w+)");

    private static final int LINES_OF_GREETING = 5;

    private final Repository repository;
    private final CargoPackage owner;
    private final List<AnalysedFile> sources = new ArrayList<>();
    private final Set<String> named = new HashSet<>();
    private @Nullable Set<String> words;
    private @Nullable List<String> macros;
    private @Nullable List<String> quoted;
    private @Nullable Strangers strangers;
    private @Nullable Set<String> passed;

    CrateUse(Repository repository, CargoPackage owner) {
        this(repository, owner, Set.of());
    }

    /**
     * @param without paths of files that do not count
     */
    CrateUse(Repository repository, CargoPackage owner, Set<String> without) {
        this.repository = repository;
        this.owner = owner;
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        Set<String> roots = new HashSet<>();
        owner.targets().forEach(target -> roots.add(target.path()));
        repository
                .files(Language.RUST)
                .filter(file -> !without.contains(file.path()))
                .filter(file -> roots.contains(file.path())
                        || workspace.owner(file.path()).filter(owner::equals).isPresent())
                .forEach(this::add);
        takeIn();
    }

    /**
     * Files of other folders that a target, a {@code #[path]} or a link makes modules of this package, with what lies below
     * them: packages may be built from one source for each set of features ({@code path = "../../src/lib.rs"}).
     */
    private void takeIn() {
        Set<String> known = sources.stream().map(AnalysedFile::path).collect(Collectors.toSet());
        List<String> places = Stream.concat(sources.stream().flatMap(CrateUse::placed), linked())
                .filter(this::isElsewhere)
                .toList();
        List<String> folders = owner.targets().stream()
                .map(CargoTarget::path)
                .filter(this::isElsewhere)
                .map(Paths::folder)
                .distinct()
                .toList();
        if (!places.isEmpty() || !folders.isEmpty()) {
            repository
                    .files(Language.RUST)
                    .filter(file -> places.stream().anyMatch(place -> isModuleOf(place, file.path()))
                            || folders.stream().anyMatch(folder -> Paths.isWithin(file.path(), folder)))
                    .filter(file -> known.add(file.path()))
                    .forEach(this::add);
        }
    }

    private boolean isElsewhere(String path) {
        return !Paths.isWithin(path, owner.folder());
    }

    private Stream<String> linked() {
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        return repository.model(SymbolicLinks.MODEL).targets().entrySet().stream()
                .filter(link ->
                        workspace.owner(link.getKey()).filter(owner::equals).isPresent())
                .map(Map.Entry::getValue);
    }

    private static Stream<String> placed(AnalysedFile file) {
        return file.facts().links().stream()
                .filter(link -> link.kind().equals("mod"))
                .flatMap(link -> Stream.of("path", "conditionalPath")
                        .flatMap(key -> Stream.ofNullable(link.attributes().get(key))))
                .flatMap(path -> Paths.resolve(Paths.folder(file.path()), path).stream());
    }

    private static boolean isModuleOf(String place, String path) {
        String folder = Paths.name(place).equals("mod.rs") ? Paths.folder(place) : place.replaceFirst("\\.rs$", "");
        return path.equals(place) || Paths.isWithin(path, folder);
    }

    private void add(AnalysedFile file) {
        sources.add(file);
        named.addAll(file.facts().words().getOrDefault("rust.paths", Set.of()));
        file.facts().links().stream()
                .filter(link -> Set.of("use", "extern-crate").contains(link.kind()))
                .forEach(link -> named.add(firstSegment(link.target())));
    }

    private static String firstSegment(String path) {
        String plain = path.startsWith("::") ? path.substring(2) : path;
        int end = plain.indexOf("::");
        return (end < 0 ? plain : plain.substring(0, end)).strip();
    }

    /** Whether any line of it is code: without one the package is there for what Cargo resolves, and builds with it. */
    boolean hasCode() {
        return codeLines() > 0;
    }

    /** Whether the package is a shell: a greeting is enough for Cargo to build what it depends on. */
    boolean hardlyHasCode() {
        return codeLines() <= LINES_OF_GREETING;
    }

    private int codeLines() {
        return sources.stream().mapToInt(file -> file.facts().lines().code()).sum();
    }

    /** Whether any source names the crate, be it in a macro, an attribute or in documentation. */
    boolean names(CargoDependency dependency) {
        List<String> names =
                Stream.concat(dependency.codeNames(), ownLibrary(dependency)).toList();
        return names.stream().anyMatch(named::contains)
                || names.stream().anyMatch(name -> isMentioned(name, isOwn(dependency)))
                || names.stream().anyMatch(this::standsInMacro)
                || strangers().include(dependency);
    }

    private boolean isMentioned(String name, boolean own) {
        if (!words().contains(name)) {
            return false;
        }
        CrateMention mention = new CrateMention(name);
        return includesGeneratedCode()
                || passed().contains(name)
                || bodies().anyMatch(text -> mention.standsIn(text) || (own && text.contains('"' + name + '"')));
    }

    /** Programs of the repository are called by a text that gives their name. */
    private boolean isOwn(CargoDependency dependency) {
        return ownLibrary(dependency).findAny().isPresent();
    }

    private Set<String> passed() {
        if (passed == null) {
            passed = PassedWords.of(
                    texts(),
                    Stream.concat(texts().stream().flatMap(CrateUse::macrosIn), macros().stream())
                            .toList(),
                    CrateUse::collect);
        }
        return passed;
    }

    private static Stream<String> macrosIn(String text) {
        return text.contains("macro_rules!")
                ? MACRO.matcher(text).results().map(macro -> macro.group())
                : Stream.empty();
    }

    private Stream<String> bodies() {
        return Stream.concat(texts().stream(), sources.stream().flatMap(this::pages));
    }

    /** The name of the library of a package that lies in the repository too, as its manifest gives it. */
    private Stream<String> ownLibrary(CargoDependency dependency) {
        return repository.model(CargoWorkspace.MODEL).packages().stream()
                .filter(each -> each.name().equals(dependency.packageName()))
                .map(CargoPackage::crateName);
    }

    /** Whether the word stands anywhere in the sources. */
    boolean hasWord(String word) {
        return words().contains(word);
    }

    /** Whether a macro of a crate of this workspace, which the package calls, writes the crate's name into its code. */
    boolean standInMacros(CargoDependency dependency) {
        return dependency.codeNames().anyMatch(this::standsInMacro);
    }

    private boolean standsInMacro(String name) {
        return macros().stream().anyMatch(text -> text.contains(name + "::"))
                || quoted().stream().anyMatch(text -> isPathIn(text, name));
    }

    /** Whether a path begins with the name: {@code tokio::select!}, {@code ::tokio::spawn}. */
    private static boolean isPathIn(String text, String name) {
        for (int at = text.indexOf(name + "::"); at >= 0; at = text.indexOf(name + "::", at + 1)) {
            boolean goesOn = at > 0 && Character.isJavaIdentifierPart(text.charAt(at - 1));
            boolean below =
                    at > 2 && text.startsWith("::", at - 2) && Character.isJavaIdentifierPart(text.charAt(at - 3));
            if (!goesOn && !below) {
                return true;
            }
        }
        return false;
    }

    private List<String> quoted() {
        if (quoted == null) {
            quoted = repository
                    .model(QuotedCode.MODEL)
                    .writtenFor(owner, repository.model(CargoWorkspace.MODEL), words()::contains, this::texts);
        }
        return quoted;
    }

    List<String> texts() {
        return sources.stream()
                .flatMap(file -> repository.text(file.path()).stream())
                .toList();
    }

    /** Those that the sources name, and those that these name in turn. */
    private List<String> called(List<String> exported) {
        List<String> called = new ArrayList<>();
        List<String> others = new ArrayList<>(exported);
        Set<String> named = new HashSet<>(words());
        for (boolean more = true; more; ) {
            List<String> fresh = others.stream()
                    .filter(macro -> named.contains(nameOf(macro)))
                    .toList();
            fresh.forEach(macro -> collect(macro, named));
            called.addAll(fresh);
            others.removeAll(fresh);
            more = !fresh.isEmpty();
        }
        return called;
    }

    static String nameOf(String macro) {
        Matcher name = MACRO_NAME.matcher(macro);
        return name.find() ? name.group(1) : "";
    }

    private Strangers strangers() {
        if (strangers == null) {
            strangers = Strangers.of(repository, owner, sources, named);
        }
        return strangers;
    }

    private List<String> macros() {
        if (macros == null) {
            Set<String> used = CargoDependency.of(owner.document()).stream()
                    .map(CargoDependency::packageName)
                    .collect(Collectors.toSet());
            CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
            macros = called(repository
                    .files(Language.RUST)
                    .filter(file -> workspace
                            .owner(file.path())
                            .filter(each -> used.contains(each.name()))
                            .isPresent())
                    .flatMap(file -> repository.text(file.path()).stream())
                    .filter(text -> text.contains("#[macro_export]"))
                    .flatMap(CrateUse::macrosIn)
                    .toList());
        }
        return macros;
    }

    /** Whether code that a build script writes is compiled in: it may name crates that nobody sees. */
    boolean includesGeneratedCode() {
        return words().contains("OUT_DIR") || words().contains("include_proto");
    }

    private Set<String> words() {
        if (words == null) {
            Set<String> found = new HashSet<>();
            bodies().forEach(text -> collect(text, found));
            words = found;
        }
        return words;
    }

    /** The code of pages that a source takes in as documentation, which is compiled when documentation is tested. */
    private Stream<String> pages(AnalysedFile file) {
        return file.facts().links().stream()
                .filter(link ->
                        link.kind().equals("include_str") && link.target().endsWith(".md"))
                .flatMap(link -> Paths.resolve(Paths.folder(file.path()), link.target()).stream())
                .flatMap(path -> repository.text(path).stream())
                .map(CrateUse::code);
    }

    private static String code(String page) {
        StringBuilder code = new StringBuilder();
        boolean fenced = false;
        for (String line : page.lines().toList()) {
            boolean fence = line.strip().startsWith("```");
            fenced ^= fence;
            if (fenced && !fence) {
                code.append(line).append('\n');
            }
        }
        return code.toString();
    }

    private static void collect(String text, Set<String> words) {
        int start = -1;
        for (int at = 0; at <= text.length(); at++) {
            boolean inside = at < text.length() && Character.isJavaIdentifierPart(text.charAt(at));
            if (inside && start < 0) {
                start = at;
            } else if (!inside && start >= 0) {
                words.add(text.substring(start, at));
                start = -1;
            }
        }
    }
}
