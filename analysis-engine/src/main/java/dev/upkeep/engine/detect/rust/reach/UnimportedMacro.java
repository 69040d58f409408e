package dev.upkeep.engine.detect.rust.reach;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.document.LineDiff;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Fix;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Language;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Logging macros that a compiled file calls by their bare name, although nothing brings that name in: no import, no glob
 * import, no {@code #[macro_use]} in the package, no macro of that name anywhere in the repository.
 */
public final class UnimportedMacro implements RepositoryDetector {

    private static final String RULE = "rust/unimported-macro";
    private static final Pattern MODULE = Pattern.compile("(?m)^\\s*(pub(\\([^)]*\\))?\\s+)?mod\\s+\\w+\\s*\\{");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        RustModuleTree tree = repository.model(RustModuleTree.MODEL);
        CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
        List<AnalysedFile> files = repository.files(Language.RUST).toList();
        Set<String> defined = files.stream()
                .flatMap(file -> file.facts().words().getOrDefault("rust.macro-names", Set.of()).stream())
                .collect(Collectors.toSet());
        Set<CargoPackage> withMacroUse = new HashSet<>();
        files.stream()
                .filter(UnimportedMacro::usesMacrosOfCrates)
                .forEach(file -> workspace.owner(file.path()).ifPresent(withMacroUse::add));
        for (AnalysedFile file : files) {
            Optional<CargoPackage> owner = workspace.owner(file.path()).filter(each -> !withMacroUse.contains(each));
            boolean judged = tree.place(file.path()).isPresent()
                    && file.facts().syntaxErrors() == 0
                    && !repository.model(NamedElsewhere.MODEL).contains(file.path());
            if (judged && owner.isPresent()) {
                check(repository, file, owner.get(), defined, sink);
            }
        }
    }

    private static boolean usesMacrosOfCrates(AnalysedFile file) {
        return file.facts().links().stream()
                .anyMatch(link ->
                        link.kind().equals("extern-crate") && link.attributes().containsKey("macro_use"));
    }

    private static void check(
            Repository repository, AnalysedFile file, CargoPackage owner, Set<String> defined, FindingSink sink) {
        List<Link> imports = file.facts().links().stream()
                .filter(link -> link.kind().equals("use"))
                .toList();
        List<Link> globs =
                imports.stream().filter(link -> link.names().contains("*")).toList();
        boolean outerGlobs = globs.stream().anyMatch(link -> !isInner(link));
        Optional<String> crate = loggingCrate(owner);
        if (outerGlobs || crate.isEmpty()) {
            return;
        }
        Set<String> imported =
                imports.stream().flatMap(link -> link.names().stream()).collect(Collectors.toSet());
        Map<String, Link> first = new LinkedHashMap<>();
        file.facts().links().stream()
                .filter(link -> link.kind().equals("macro"))
                .filter(link -> !imported.contains(link.target()) && !defined.contains(link.target()))
                .filter(link -> globs.isEmpty() || !isInner(link))
                .sorted(Comparator.comparing(UnimportedMacro::isConditional).thenComparingInt(Link::line))
                .forEach(link -> first.putIfAbsent(link.target(), link));
        for (Link link : first.values()) {
            Draft draft = Draft.of(RULE, Location.line(file.path(), link.line()))
                    .with("macro", link.target())
                    .with("crate", crate.get())
                    .with("urgent", true);
            String condition = link.attributes().get("cfg");
            if (condition != null) {
                draft = draft.with("condition", condition)
                        .severity(Severity.HIGH)
                        .message("nothing brings `{macro}!` into this file: it does not compile under"
                                + " `cfg({condition})`; import it from `{crate}` or write `{crate}::{macro}!`");
            }
            Draft told = draft;
            sink.report(repository
                    .text(file.path())
                    .flatMap(text -> imported(file, text, imports, crate.get() + "::" + link.target()))
                    .map(told::fix)
                    .orElse(told));
        }
    }

    /** A glob in a module within the file brings nothing to what stands outside of it. */
    private static boolean isInner(Link link) {
        return link.attributes().containsKey("inner");
    }

    private static boolean isConditional(Link link) {
        return link.attributes().containsKey("cfg");
    }

    /** Put before the first import; a module inside the file would not see it. */
    private static Optional<Fix> imported(AnalysedFile file, String text, List<Link> imports, String path) {
        LineDiff diff = new LineDiff(file.path(), text);
        int at = imports.stream().mapToInt(Link::line).min().orElse(0);
        boolean plain = at > 0
                && diff.line(at).startsWith("use ")
                && (at == 1 || !diff.line(at - 1).strip().startsWith("#"))
                && !MODULE.matcher(text).find();
        return plain ? diff.insertBefore(at, "use " + path + ";").fix("Import `" + path + "`") : Optional.empty();
    }

    /** The crate of this package from which such a macro would come. */
    private static Optional<String> loggingCrate(CargoPackage owner) {
        Set<String> names = Stream.of("dependencies", "dev-dependencies")
                .flatMap(table -> owner.document().get(table).stream())
                .map(Value::entries)
                .flatMap(List::stream)
                .map(Value.Entry::key)
                .collect(Collectors.toSet());
        return Stream.of("tracing", "log").filter(names::contains).findFirst();
    }
}
