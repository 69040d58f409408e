package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.facts.FileFacts.FunctionMeasure;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A statement that makes a promise and drops it, as {@link PromiseFacts} finds it. Calls at the top of a file end the
 * process with a message when they fail, and functions that catch all of their own errors cannot fail: neither is
 * reported, nor what waits for such functions alone, wherever they stand.
 */
public final class FloatingPromise implements RepositoryDetector {

    private static final String RULE = "typescript/floating-promise";

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<AnalysedFile> files = repository.linking(PromiseFacts.DROPPED).stream()
                .filter(file -> file.context() != Context.VENDORED && file.context() != Context.GENERATED)
                .toList();
        Set<String> harmless = harmless(repository);
        for (AnalysedFile file : files) {
            file.facts().links().stream()
                    .filter(link -> link.kind().equals(PromiseFacts.DROPPED))
                    .filter(link -> link.names().isEmpty() || !harmless.containsAll(link.names()))
                    .forEach(link -> sink.report(draft(file, link)));
        }
    }

    /** The names that only functions bear which catch all of their own errors. */
    private static Set<String> harmless(Repository repository) {
        Set<String> harmless = new HashSet<>();
        repository.files().forEach(file -> harmless.addAll(harmless(file)));
        for (AnalysedFile file : repository.files()) {
            for (FunctionMeasure function : file.facts().functions()) {
                if (function.callback().isEmpty()) {
                    Stream.of(function.name(), HookResults.named(function.name()))
                            .filter(name ->
                                    harmless.contains(name) && !harmless(file).contains(name))
                            .forEach(harmless::remove);
                }
            }
        }
        return harmless;
    }

    private static Set<String> harmless(AnalysedFile file) {
        return file.facts().words().getOrDefault(PromiseFacts.CANNOT_REJECT, Set.of());
    }

    private static Draft draft(AnalysedFile file, Link link) {
        Draft draft = Draft.of(RULE, Location.line(file.path(), link.line()))
                .scope(Objects.requireNonNullElse(link.attributes().get(PromiseFacts.SCOPE), ""))
                .with("call", link.target());
        return "true".equals(link.attributes().get(PromiseFacts.IN_DOUBT)) ? draft.confidence(0.6) : draft;
    }
}
