package dev.upkeep.engine.detect.repo;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.ExampleFolders;
import dev.upkeep.engine.detect.IgnoredPaths;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Reading;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.PathContexts;
import dev.upkeep.engine.source.SourceEntry;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds executables, compiled code, archives, databases and large media in the tree. Evidence is the content: its first
 * bytes, or that it is no text where the name tells the kind. What a pattern of {@code .gitignore} takes back in is meant.
 */
final class CommittedBinary implements RepositoryDetector {

    private static final String RULE = "repo/committed-binary";
    private static final long SMALL = 256 << 10;
    private static final long LARGE = 5L << 20;
    /** Wrappers are meant to be committed; so is what a package of another platform or a tool brings along. */
    private static final Pattern MEANT = Pattern.compile(
            "(^|.*/)(gradle-wrapper|maven-wrapper)\\.jar|(^|.*/)\\.yarn/.*|(^|.*/)(fonts?|locales?|debian)/.*|.*\\.min\\.js\\.gz");

    private static final int START = 4096;

    private static final Reading<Optional<BinaryKind>> CONTENT =
            Reading.small("binary.kind", (path, text) -> ofContent(text));

    /** What a test reads, and nobody can write by hand. */
    private static final Set<BinaryKind> SAMPLES = Set.of(BinaryKind.ARCHIVE, BinaryKind.DATABASE);

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (SourceEntry entry : repository.entries()) {
            if (entry.readable() && entry.size() > 0) {
                kind(repository, entry)
                        .filter(kind -> entry.size() > kind.allowedBytes() && !isLeftAlone(repository, entry, kind))
                        .ifPresent(kind -> sink.report(draft(entry, kind).in(context(repository, entry))));
            }
        }
    }

    private static boolean isLeftAlone(Repository repository, SourceEntry entry, BinaryKind kind) {
        return MEANT.matcher(entry.path()).matches()
                || Paths.isTestMaterial(entry.path())
                || isExpected(context(repository, entry), entry.size())
                || isSample(repository, entry, kind)
                || isEmbedded(repository, entry)
                || repository.model(IgnoredPaths.MODEL).admits(entry.path());
    }

    private static boolean isSample(Repository repository, SourceEntry entry, BinaryKind kind) {
        return SAMPLES.contains(kind)
                && entry.size() < LARGE
                && context(repository, entry) == Context.TEST
                && repository.model(NamedSamples.MODEL).names().contains(entry.name());
    }

    private static boolean isEmbedded(Repository repository, SourceEntry entry) {
        return entry.size() < LARGE
                && repository
                        .model(EmbeddedFiles.MODEL)
                        .takersOf(entry.path())
                        .findAny()
                        .isPresent();
    }

    /** Of what was not read, being no text, the path and the folder's README alone tell what it is for. */
    private static Context context(Repository repository, SourceEntry entry) {
        return repository
                .file(entry.path())
                .map(AnalysedFile::context)
                .orElseGet(() -> repository
                        .model(ExampleFolders.MODEL)
                        .refine(entry.path(), PathContexts.of(entry.path(), Language.BINARY)));
    }

    /** Tests and examples bring small samples along. */
    private static boolean isExpected(Context context, long size) {
        return context == Context.VENDORED || (context != Context.PRODUCTION && size < SMALL);
    }

    private static Optional<BinaryKind> kind(Repository repository, SourceEntry entry) {
        Optional<BinaryKind> named = BinaryKind.ofName(entry.path());
        boolean nameless = Paths.extension(entry.path()).isEmpty();
        if (named.isEmpty() && !nameless) {
            return Optional.empty();
        }
        if (named.isPresent() && isBinary(repository, entry)) {
            return named;
        }
        // Only files that may be one are opened: a pointer of Git LFS has the name and is text.
        boolean worthALook = named.isPresent() || isBinary(repository, entry);
        return worthALook ? repository.read(CONTENT, entry.path()).flatMap(kind -> kind) : Optional.empty();
    }

    private static Optional<BinaryKind> ofContent(String text) {
        return BinaryKind.ofContent(text.substring(0, Math.min(START, text.length())));
    }

    private static boolean isBinary(Repository repository, SourceEntry entry) {
        return repository
                .file(entry.path())
                .map(AnalysedFile::language)
                .filter(Language.BINARY::equals)
                .isPresent();
    }

    private static Draft draft(SourceEntry entry, BinaryKind kind) {
        Draft draft = Draft.of(RULE, Location.file(entry.path()))
                .scope(entry.name())
                .with("kind", kind.words())
                .with("bytes", entry.size())
                .with("size", size(entry.size()));
        return entry.size() >= LARGE ? draft.severity(Severity.HIGH) : draft;
    }

    private static String size(long bytes) {
        return bytes >= 1 << 20
                ? "%.1f MB".formatted(bytes / (double) (1 << 20))
                : "%d kB".formatted(Math.max(1, bytes >> 10));
    }
}
