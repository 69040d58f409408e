package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Manifests;
import dev.upkeep.engine.detect.Manifests.Manifest;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds tracing libraries that a manifest declares and nothing starts. Evidence: the name in the manifest, and no file of
 * the repository besides manifests, lock files and documentation that holds the word by which it is wired.
 */
final class UnusedTracing implements RepositoryDetector {

    private static final String RULE = "monitoring/tracing-unused";

    /** A library: the manifest that may declare it, how, and the word that any use of it holds. */
    private record Library(String name, String manifest, Pattern declared, String used) {}

    private static final List<Library> LIBRARIES = List.of(
            library("OpenTelemetry", "Cargo.toml", "^\\s*(tracing-)?opentelemetry[\\w-]*\\s*[=.]", "opentelemetry"),
            library("tracing-subscriber", "Cargo.toml", "^\\s*tracing-subscriber\\s*[=.]", "tracing_subscriber"),
            library("OpenTelemetry", "package.json", "\"@opentelemetry/", "opentelemetry"),
            library("Jaeger", "package.json", "\"jaeger-client\"", "jaeger"),
            library("dd-trace", "package.json", "\"dd-trace\"", "dd-trace"),
            library(
                    "OpenTelemetry",
                    "requirements.txt",
                    "^opentelemetry-(sdk|exporter|instrumentation)",
                    "opentelemetry"),
            library("OpenTelemetry", "pyproject.toml", "opentelemetry-(sdk|exporter|instrumentation)", "opentelemetry"),
            library(
                    "OpenTelemetry",
                    "go.mod",
                    "^\\s*go\\.opentelemetry\\.io/otel\\S*\\s+v\\S+$",
                    "go.opentelemetry.io"));

    private static Library library(String name, String manifest, String declared, String used) {
        return new Library(name, manifest, Pattern.compile(declared), used);
    }

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (Manifest manifest : repository.model(Manifests.MODEL).all()) {
            LIBRARIES.stream()
                    .filter(library -> library.manifest().equals(Paths.name(manifest.path())))
                    .filter(library -> manifest.line(library.declared()) > 0 && !isForTests(manifest, library))
                    .filter(library -> !isUsed(repository, library))
                    .forEach(library -> sink.report(
                            Draft.of(RULE, Location.line(manifest.path(), manifest.line(library.declared())))
                                    .scope(library.name())
                                    .with("library", library.name())));
        }
    }

    /** Whether it stands among what only tests need, in the notation of Cargo. */
    private static boolean isForTests(Manifest manifest, Library library) {
        return manifest.text()
                .lines()
                .limit(manifest.line(library.declared()))
                .filter(line -> line.startsWith("["))
                .reduce((above, below) -> below)
                .filter(table -> table.contains("dev-dependencies"))
                .isPresent();
    }

    /**
     * Every file counts, wherever the manifest lies: a workspace declares for its members, and where another member
     * starts the tracing, what is left is a dependency that nothing uses, which rules of its own report.
     */
    private static boolean isUsed(Repository repository, Library library) {
        // What is imported is known without reading the files again, and settles it nearly always.
        return repository.files().stream()
                        .filter(file -> file.facts().links().stream()
                                .anyMatch(link -> link.target().contains(library.used())))
                        .anyMatch(UnusedTracing::mayUse)
                || repository.files().stream()
                        .filter(UnusedTracing::mayUse)
                        .anyMatch(file -> repository
                                .text(file.path())
                                .filter(text -> text.contains(library.used()))
                                .isPresent());
    }

    private static boolean mayUse(AnalysedFile file) {
        return file.context() != Context.VENDORED
                && file.language() != Language.MARKDOWN
                && file.language() != Language.BINARY
                && !Manifests.isManifest(file.path());
    }
}
