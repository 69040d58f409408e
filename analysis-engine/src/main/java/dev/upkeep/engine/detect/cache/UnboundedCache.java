package dev.upkeep.engine.detect.cache;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.script.graph.ImportGraph;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.detect.service.Services;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds maps that serve as caches and only ever grow. Evidence: what {@link UnboundedMap} says of the file, no removal
 * by that name in any other file of the repository, and a package that belongs to a service.
 */
final class UnboundedCache implements RepositoryDetector {

    private static final String RULE = "cache/unbounded";
    private static final Pattern CLIENT = Pattern.compile("(\\s|//[^\\n]*|/\\*[\\s\\S]*?\\*/)*+['\"]use client['\"]");
    private static final String REMOVES =
            "\\b[^;{}]{0,160}?\\.\\s*(remove\\w*|clear|retain\\w*|drain|pop\\w*|take|truncate|extract_if|delete|evict\\w*)\\s*\\(";

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (AnalysedFile file : repository.linking(UnboundedMap.KIND)) {
            if (file.context() == Context.PRODUCTION) {
                file.facts().links().stream()
                        .filter(link -> link.kind().equals(UnboundedMap.KIND))
                        .filter(link -> file.contextAt(link.line()) == Context.PRODUCTION)
                        .filter(link -> stays(repository, file, UnboundedMap.of(link)))
                        .forEach(link -> sink.report(draft(file, link)));
            }
        }
    }

    private static boolean stays(Repository repository, AnalysedFile file, UnboundedMap map) {
        return Services.holds(repository, file.path(), file.language())
                && !(Scripts.LANGUAGES.contains(file.language()) && runsInBrowsers(repository, file.path()))
                && (!map.ofOwner() || isShared(repository, file.language(), map.owner()))
                && !isEmptiedElsewhere(repository, file, map.name());
    }

    /** Whether all ways to the file begin at modules that say of themselves that they run at the client. */
    private static boolean runsInBrowsers(Repository repository, String path) {
        ImportGraph graph = repository.model(ImportGraph.MODEL);
        Set<String> seen = new HashSet<>(Set.of(path));
        Deque<String> open = new ArrayDeque<>(seen);
        boolean client = false;
        while (!open.isEmpty()) {
            String at = open.pop();
            boolean boundary = repository
                    .text(at)
                    .filter(text -> CLIENT.matcher(text).lookingAt())
                    .isPresent();
            List<String> importers = graph.importers(at).stream()
                    .filter(from -> repository
                            .file(from)
                            .filter(file -> file.context() == Context.PRODUCTION)
                            .isPresent())
                    .toList();
            if (!boundary && importers.isEmpty()) {
                return false;
            }
            client |= boundary;
            importers.stream().filter(from -> !boundary && seen.add(from)).forEach(open::push);
        }
        return client;
    }

    /** Whether some file keeps the owner behind a lock: then many callers share it for long. */
    private static boolean isShared(Repository repository, Language language, String owner) {
        Pattern locked =
                Pattern.compile("\\b(Mutex|RwLock|OnceLock|OnceCell|LazyLock|Lazy)\\s*<\\s*(\\w+::)*" + owner + "\\b");
        return language == Language.RUST
                && texts(repository, language)
                        .anyMatch(text ->
                                text.contains(owner) && locked.matcher(text).find());
    }

    private static boolean isEmptiedElsewhere(Repository repository, AnalysedFile file, String name) {
        Pattern removes = Pattern.compile("\\b" + Pattern.quote(name) + REMOVES);
        Stream<String> others = file.language() == Language.RUST
                ? texts(repository, Language.RUST)
                : Scripts.LANGUAGES.stream().flatMap(language -> texts(repository, language));
        return others.anyMatch(
                text -> text.contains(name) && removes.matcher(text).find());
    }

    private static Stream<String> texts(Repository repository, Language language) {
        return repository
                .files(language)
                .filter(file -> file.context() == Context.PRODUCTION)
                .flatMap(file -> repository.text(file.path()).stream());
    }

    private static Draft draft(AnalysedFile file, Link link) {
        UnboundedMap map = UnboundedMap.of(link);
        Draft draft = Draft.of(RULE, Location.line(file.path(), link.line()))
                .scope(map.name())
                .with("name", map.name())
                .with("key", map.key())
                .with("filledInLine", map.insert())
                .with("lookedUpInLine", map.lookup());
        if (map.key().equals(UnboundedMap.ARGUMENTS)) {
            return draft.message(
                    "`#[cached]` of `%s` has no size and no time: every result is kept".formatted(map.name()));
        }
        return map.named() ? draft : draft.confidence(0.6);
    }
}
