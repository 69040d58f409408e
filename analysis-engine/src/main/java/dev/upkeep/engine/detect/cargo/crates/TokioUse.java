package dev.upkeep.engine.detect.cargo.crates;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.cargo.CargoDependency;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.rust.reach.RustModuleTree;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The features of tokio that packages use.
 *
 * @param production by the code of libraries and programs
 * @param elsewhere by tests, examples, benchmarks, build scripts and documentation besides
 */
record TokioUse(Set<String> production, Set<String> elsewhere) {

    private static final Pattern MACRO = Pattern.compile("(?ms)^([ \\t]*)macro_rules!.*?(?:^\\1[})]|\\z)");
    private static final Pattern DRIVERS = Pattern.compile("\\.\\s*enable_io\\s*\\(");

    /** Of all compiled files of these packages; empty where not all of it can be resolved. */
    static Optional<TokioUse> of(Repository repository, Collection<CargoPackage> packages) {
        RustModuleTree tree = repository.model(RustModuleTree.MODEL);
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        List<AnalysedFile> files = repository
                .files(Language.RUST)
                .filter(file -> tree.purpose(file.path()).isPresent())
                .filter(file ->
                        workspace.owner(file.path()).filter(packages::contains).isPresent())
                .toList();
        List<AnalysedFile> importing =
                files.stream().filter(TokioUse::importsModules).toList();
        boolean open = files.stream()
                .anyMatch(file -> tree.closedPackage(file.path()).isEmpty() || isUnsure(repository, file, importing));
        if (open) {
            return Optional.empty();
        }
        Set<String> production = new TreeSet<>();
        Set<String> elsewhere = new TreeSet<>();
        boolean known = true;
        for (AnalysedFile file : files) {
            boolean shipped =
                    tree.purpose(file.path()).filter(Context.PRODUCTION::equals).isPresent();
            known &= add(words(file, TokioFacts.PRODUCTION), shipped ? production : elsewhere);
            known &= add(words(file, TokioFacts.OTHER), elsewhere);
        }
        boolean named = !production.isEmpty();
        known &= add(writtenByMacros(repository, workspace, packages, files), named ? production : elsewhere);
        elsewhere.removeAll(production);
        return known ? Optional.of(new TokioUse(production, elsewhere)) : Optional.empty();
    }

    /** Macros of packages that these depend on write paths into their code, where they are called. */
    private static Set<String> writtenByMacros(
            Repository repository,
            CargoWorkspace workspace,
            Collection<CargoPackage> packages,
            List<AnalysedFile> files) {
        Set<String> needed = packages.stream()
                .flatMap(each -> CargoDependency.of(each.document()).stream())
                .map(CargoDependency::packageName)
                .collect(Collectors.toSet());
        Set<String> paths = new TreeSet<>();
        List<AnalysedFile> writing = repository
                .files(Language.RUST)
                .filter(file -> file.facts().words().containsKey(TokioFacts.MACROS))
                .filter(file -> workspace
                        .owner(file.path())
                        .filter(owner -> needed.contains(owner.name()))
                        .isPresent())
                .toList();
        if (writing.isEmpty()) {
            return paths;
        }
        Set<String> called = new HashSet<>();
        files.forEach(
                file -> called.addAll(macroCalls(repository.text(file.path()).orElse(""))));
        writing.forEach(file -> MACRO.matcher(repository.text(file.path()).orElse(""))
                .results()
                .forEach(macro -> called.addAll(macroCalls(macro.group()))));
        writing.stream()
                .flatMap(file -> words(file, TokioFacts.MACROS).stream())
                .map(word -> word.split(" ", 2))
                .filter(word -> word.length == 1 || called.contains(word[0]))
                .forEach(word -> paths.add(word[word.length - 1]));
        return paths;
    }

    /** Words before an exclamation mark, with it; found by the mark, which is rare. */
    private static Set<String> macroCalls(String text) {
        Set<String> calls = new HashSet<>();
        for (int mark = text.indexOf('!'); mark >= 0; mark = text.indexOf('!', mark + 1)) {
            int start = mark;
            while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
                start--;
            }
            if (start < mark) {
                calls.add(text.substring(start, mark + 1));
            }
        }
        return calls;
    }

    private static boolean add(Set<String> paths, Set<String> into) {
        boolean known = true;
        for (String path : paths) {
            Optional<Set<String>> features = TokioFeatures.of(path);
            features.ifPresent(into::addAll);
            known &= features.isPresent();
        }
        return known;
    }

    private static boolean importsModules(AnalysedFile file) {
        return uses(file).anyMatch(link -> TokioFacts.DECIDED_BY_USE.contains(link.target()));
    }

    private static boolean isUnsure(Repository repository, AnalysedFile file, List<AnalysedFile> importing) {
        return file.facts().words().containsKey(TokioFacts.UNSURE)
                || words(file, "rust.marks").contains("generated-include")
                || (words(file, "rust.paths").contains("tokio")
                        && repository
                                .text(file.path())
                                .filter(text -> DRIVERS.matcher(text).find())
                                .isPresent())
                || takesOver(repository, file, importing);
    }

    /** Whether a glob import brings in a module of tokio that another file imported. */
    private static boolean takesOver(Repository repository, AnalysedFile file, List<AnalysedFile> importing) {
        boolean glob = uses(file).anyMatch(link -> link.target().matches("(super|crate|self)\\b.*::\\*"));
        if (!glob) {
            return false;
        }
        Set<String> own = new HashSet<>();
        uses(file).forEach(link -> own.addAll(link.names()));
        String text = repository.text(file.path()).orElse("");
        return importing.stream()
                .filter(other -> !other.equals(file))
                .flatMap(TokioUse::uses)
                .filter(link -> TokioFacts.DECIDED_BY_USE.contains(link.target()))
                .flatMap(link -> link.names().stream())
                .filter(name -> !own.contains(name) && !name.equals("tokio"))
                .anyMatch(name -> text.contains(name + "::"));
    }

    private static Stream<Link> uses(AnalysedFile file) {
        return file.facts().links().stream().filter(link -> link.kind().equals("use"));
    }

    private static Set<String> words(AnalysedFile file, String kind) {
        return file.facts().words().getOrDefault(kind, Set.of());
    }
}
