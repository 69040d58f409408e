package dev.upkeep.engine.detect.db;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.detect.service.NamedInProduction;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.facts.FileFacts.Item;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a package has of connection pools.
 *
 * @param manifest its path
 * @param dependencies as the manifest lists them
 */
record PackagePools(String manifest, List<Entry> dependencies) {

    private static final Pattern POOL_TYPE = Pattern.compile(
            "\\b(PgPool|SqlitePool|MySqlPool|AnyPool|(Pg|Sqlite|MySql|Any)PoolOptions|DatabaseConnection|ConnectionManager)\\b|\\b(r2d2|deadpool|bb8|mobc)\\w*::");
    private static final Pattern POOL_CRATE = Pattern.compile("(r2d2|deadpool|bb8|mobc)([_-].*)?");

    /** The package that a file belongs to. */
    static Optional<PackagePools> of(Repository repository, AnalysedFile file) {
        if (file.language() == Language.RUST) {
            return repository
                    .model(CargoWorkspace.MODEL)
                    .owner(file.path())
                    .map(each -> new PackagePools(each.manifest(), entries(each.document())));
        }
        return repository
                .model(NpmWorkspace.MODEL)
                .owner(file.path())
                .map(each -> new PackagePools(each.path(), entries(each.manifest())));
    }

    private static List<Entry> entries(Value manifest) {
        return manifest.get("dependencies").map(Value::entries).orElse(List.of());
    }

    /** The production code of the package of this manifest. */
    private List<AnalysedFile> files(Repository repository) {
        return repository
                .files(Language.RUST, Language.TYPESCRIPT, Language.TSX, Language.JAVASCRIPT)
                .filter(file -> file.context() == Context.PRODUCTION)
                .filter(file -> of(repository, file)
                        .filter(each -> each.manifest().equals(manifest))
                        .isPresent())
                .toList();
    }

    boolean isUsed(Repository repository) {
        return files(repository).stream().anyMatch(file -> usesPool(repository, file));
    }

    private static boolean usesPool(Repository repository, AnalysedFile file) {
        boolean opens = file.facts().links().stream()
                .anyMatch(link -> link.kind().equals(OpenedConnection.KIND)
                        && OpenedConnection.of(link).pool());
        return opens
                || (file.language() == Language.RUST
                        && repository
                                .text(file.path())
                                .filter(text -> POOL_TYPE.matcher(text).find())
                                .isPresent());
    }

    /** A pool that is declared, or written, and that no production code names. */
    Optional<String> idle(Repository repository) {
        Optional<String> declared = dependencies.stream()
                .map(Entry::key)
                .filter(name -> POOL_CRATE.matcher(name).matches())
                .findFirst();
        List<AnalysedFile> files = files(repository).stream()
                .filter(file -> file.facts().items().stream().anyMatch(PackagePools::isPool))
                .toList();
        NamedInProduction named = new NamedInProduction(repository, files);
        return declared.or(() -> files.stream()
                .flatMap(file -> file.facts().items().stream()
                        .filter(PackagePools::isPool)
                        .map(Item::name)
                        .filter(name -> !named.isLive(name, file)))
                .findFirst());
    }

    private static boolean isPool(Item item) {
        return item.kind().matches("struct|class") && item.name().matches("\\w*Pool\\w*");
    }
}
