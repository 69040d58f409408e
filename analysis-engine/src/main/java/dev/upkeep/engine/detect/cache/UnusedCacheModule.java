package dev.upkeep.engine.detect.cache;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoTarget;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.detect.service.NamedInProduction;
import dev.upkeep.engine.detect.service.Services;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.facts.FileFacts.Item;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds caches that are written and compiled but that nobody uses. Evidence: exported types and functions whose names
 * speak of a cache, and that no production code of the repository names outside of imports, in a program or a package
 * that is not published.
 */
final class UnusedCacheModule implements RepositoryDetector {

    private static final String RULE = "cache/unused-cache-module";
    private static final int FEWEST_LINES = 10;
    private static final Set<Language> LANGUAGES =
            Set.of(Language.RUST, Language.TYPESCRIPT, Language.TSX, Language.JAVASCRIPT);
    private static final Set<String> KINDS = Set.of("struct", "enum", "trait", "class", "function", "interface");
    private static final Pattern MODULE =
            Pattern.compile("(?i:cache|caching|.*[_-]cache|cache[_-].*)|.+Cache|[cC]ache[A-Z].*");
    /** Code of other languages, or a framework, may call what bears these. */
    private static final Pattern CALLED_BY_OTHERS = Pattern.compile(
            "#\\s*\\[\\s*(?:\\w+::)*(no_mangle|export_name|wasm_bindgen|napi|py(class|function|methods)|uniffi|ctor|distributed_slice|command)\\b"
                    + "|\\bexport default\\b|\\bmodule\\.exports\\b");

    /** What helps tests is meant for them, wherever it stands. */
    private static final Pattern FOR_TESTS = Pattern.compile("(?:[Tt]est|[Mm]ock|[Ff]ake|[Ss]tub)(?:s?[_.-]|[A-Z])");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<AnalysedFile> candidates = repository.files().stream()
                .filter(file -> LANGUAGES.contains(file.language()) && file.context() == Context.PRODUCTION)
                .filter(file -> file.facts().syntaxErrors() == 0)
                .filter(file -> !caches(file).isEmpty())
                .filter(file -> isWithin(repository, file) && !isCalledByOthers(repository, file))
                .toList();
        if (!candidates.isEmpty()) {
            NamedInProduction named = new NamedInProduction(repository, candidates);
            candidates.forEach(file -> inspect(file, named, sink));
        }
    }

    private static void inspect(AnalysedFile file, NamedInProduction named, FindingSink sink) {
        List<Item> unused = caches(file).stream()
                .filter(item -> file.contextAt(item.startLine()) == Context.PRODUCTION)
                .filter(item -> !named.isLive(item.name(), file))
                .sorted(Comparator.comparingInt(Item::startLine))
                .toList();
        int lines = file.facts().items().stream()
                .filter(item -> unused.stream().anyMatch(each -> each.name().equals(item.name())))
                .mapToInt(item -> item.endLine() - item.startLine() + 1)
                .sum();
        if (lines >= FEWEST_LINES) {
            List<String> names = unused.stream().map(Item::name).distinct().toList();
            Item first = unused.getFirst();
            sink.report(Draft.of(RULE, new Location(file.path(), first.startLine(), first.startLine()))
                    .scope(first.name())
                    .with("names", String.join(", ", names))
                    .with("lines", lines)
                    .with("testsUseIt", named.inTests(names)));
        }
    }

    private static List<Item> caches(AnalysedFile file) {
        boolean module = isModule(file);
        return file.facts().items().stream()
                .filter(item -> item.exported() && KINDS.contains(item.kind()))
                .filter(item -> module || CacheNames.say(item.name()))
                .filter(item -> !FOR_TESTS.matcher(item.name()).lookingAt()
                        && !FOR_TESTS.matcher(file.entry().name()).lookingAt())
                .toList();
    }

    /** Whether the name of the file says that all of it is about a cache. */
    private static boolean isModule(AnalysedFile file) {
        String name = file.entry().name();
        int dot = name.indexOf('.');
        return MODULE.matcher(dot < 0 ? name : name.substring(0, dot)).matches();
    }

    /** Whether all code that could use it is in the repository. */
    private static boolean isWithin(Repository repository, AnalysedFile file) {
        if (Services.holds(repository, file.path(), file.language())) {
            return true;
        }
        if (file.language() == Language.RUST) {
            CargoWorkspace workspace = repository.model(CargoWorkspace.MODEL);
            return workspace
                    .owner(file.path())
                    .filter(owner -> isOwn(workspace, owner))
                    .isPresent();
        }
        return repository
                .model(NpmWorkspace.MODEL)
                .owner(file.path())
                .filter(NpmPackage::isPrivate)
                .isPresent();
    }

    private static boolean isOwn(CargoWorkspace workspace, CargoPackage owner) {
        return owner.library().isEmpty()
                || owner.targets().stream().anyMatch(target -> target.kind() == CargoTarget.Kind.BINARY)
                || workspace.setting(owner, "publish").filter(Value::isFalse).isPresent();
    }

    private static boolean isCalledByOthers(Repository repository, AnalysedFile file) {
        return repository
                .text(file.path())
                .filter(text -> CALLED_BY_OTHERS.matcher(text).find())
                .isPresent();
    }
}
