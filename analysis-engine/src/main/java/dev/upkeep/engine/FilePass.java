package dev.upkeep.engine;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.GeneratedMarks;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.Languages;
import dev.upkeep.engine.source.PathContexts;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.source.SourceTree;
import dev.upkeep.engine.syntax.ParseLimits;
import dev.upkeep.engine.syntax.ParseOutcome;
import dev.upkeep.engine.syntax.Parser;
import dev.upkeep.engine.syntax.Parsers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at every file once: from the cache where its result is known, else by a fixed number of workers. */
final class FilePass {

    private static final int KEYS_PER_LOOKUP = 500;

    private final FileInspector inspector;
    private final Parsers parsers;
    private final ResultCache cache;
    private final KeptResults kept;
    private final ExecutorService workers;
    private final int workerCount;
    private final FileResultCodec codec = new FileResultCodec();

    FilePass(
            FileInspector inspector,
            Parsers parsers,
            ResultCache cache,
            KeptResults kept,
            ExecutorService workers,
            int workerCount) {
        this.inspector = inspector;
        this.parsers = parsers;
        this.cache = cache;
        this.kept = kept;
        this.workers = workers;
        this.workerCount = workerCount;
    }

    /**
     * The results by path.
     *
     * @param cacheHits how many of the files that were read were known already; one that is skipped is not read
     */
    record Outcome(Map<String, FileResult> results, int cacheHits) {

        /** @throws IllegalStateException for an entry that the pass was not given */
        FileResult of(SourceEntry entry) {
            FileResult result = results.get(entry.path());
            if (result == null) {
                throw new IllegalStateException("no result for " + entry.path());
            }
            return result;
        }
    }

    /** Sets the workers to it; closing what is given stops them. */
    Reading start(SourceTree tree, List<SourceEntry> entries, Ruleset rules, AnalysisListener listener) {
        Map<String, FileResult> results = new ConcurrentHashMap<>();
        fromCache(withoutKept(entries, rules.version(), results), rules.version(), results);
        int hits = Math.toIntExact(results.values().stream()
                .filter(result -> result.skipped() == null)
                .count());
        List<SourceEntry> todo = entries.stream()
                .filter(entry -> !results.containsKey(entry.path()))
                .toList();
        AtomicInteger done = new AtomicInteger(results.size());
        Queue<SourceEntry> queue = new ConcurrentLinkedQueue<>(todo);
        List<Future<?>> running = new ArrayList<>();
        for (int worker = 0; worker < Math.min(workerCount, todo.size()); worker++) {
            running.add(workers.submit(() -> new Work(tree, queue, rules).run(result -> {
                results.put(result.getKey(), result.getValue());
                listener.filesRead(done.incrementAndGet(), entries.size());
            })));
        }
        return new Reading(queue, running, new Outcome(results, hits));
    }

    /** Workers that read. */
    static final class Reading implements AutoCloseable {

        private final Queue<SourceEntry> queue;
        private final List<Future<?>> running;
        private final Outcome outcome;

        private Reading(Queue<SourceEntry> queue, List<Future<?>> running, Outcome outcome) {
            this.queue = queue;
            this.running = running;
            this.outcome = outcome;
        }

        /** Blocks until every file is read. */
        Outcome await() {
            running.forEach(FilePass::await);
            return outcome;
        }

        @Override
        public void close() {
            queue.clear();
        }
    }

    /** One worker: takes files until none is left, with a parser of its own, and keeps results in batches. */
    private final class Work {

        private final SourceTree tree;
        private final Queue<SourceEntry> queue;
        private final Ruleset rules;

        Work(SourceTree tree, Queue<SourceEntry> queue, Ruleset rules) {
            this.tree = tree;
            this.queue = queue;
            this.rules = rules;
        }

        void run(Consumer<Map.Entry<String, FileResult>> sink) {
            Map<String, byte[]> fresh = new LinkedHashMap<>();
            try (Parser parser = parsers.open(ParseLimits.DEFAULT)) {
                for (SourceEntry entry = queue.poll(); entry != null; entry = queue.poll()) {
                    FileResult result = look(entry, parser);
                    sink.accept(Map.entry(entry.path(), result));
                    if (!cache.equals(ResultCache.NONE)) {
                        fresh.put(key(entry, rules.version()), codec.encode(result));
                        keepSome(fresh, KEYS_PER_LOOKUP);
                    }
                }
            }
            keepSome(fresh, 1);
        }

        private void keepSome(Map<String, byte[]> fresh, int atLeast) {
            if (fresh.size() >= atLeast) {
                cache.store(Map.copyOf(fresh));
                fresh.clear();
            }
        }

        private FileResult look(SourceEntry entry, Parser parser) {
            try {
                return look(entry, tree.read(entry), parser);
            } catch (IOException e) {
                return FileResult.skipped(Language.TEXT, Context.PRODUCTION, "could not be read: " + e.getMessage());
            }
        }

        private FileResult look(SourceEntry entry, byte[] content, Parser parser) {
            Language language = Languages.of(entry.path(), content);
            Context context = PathContexts.of(entry.path(), language).and(GeneratedMarks.of(content, language));
            if (language == Language.BINARY) {
                return FileResult.skipped(language, context, AnalysisResult.NOT_TEXT);
            }
            if (!worthATree(language, context)) {
                return inspector.inspect(new SourceFile(entry, language, context, content, null), rules.queries());
            }
            ParseOutcome parsed = parser.parse(content, language);
            FileResult result = inspector.inspect(
                    new SourceFile(
                            entry,
                            language,
                            context,
                            content,
                            parsed instanceof ParseOutcome.Parsed(var tree) ? tree : null),
                    rules.queries());
            return noting(result, problem(entry, parsed));
        }

        /** Whether some rule looks at the trees of such files: JSON has a reader of its own, and nobody asks for HTML's. */
        private boolean worthATree(Language language, Context context) {
            boolean ours = language.parsed() && language != Language.JSON && language != Language.HTML;
            boolean others = context == Context.GENERATED || context == Context.VENDORED;
            return (ours || rules.searches(language)) && !others;
        }
    }

    /** Puts what is kept of an analysis before into the results; the entries of which nothing is. */
    private List<SourceEntry> withoutKept(
            List<SourceEntry> entries, String rulesetVersion, Map<String, FileResult> results) {
        List<SourceEntry> others = new ArrayList<>();
        for (SourceEntry entry : entries) {
            kept.find(key(entry, rulesetVersion))
                    .ifPresentOrElse(result -> results.put(entry.path(), result), () -> others.add(entry));
        }
        return others;
    }

    private void fromCache(List<SourceEntry> entries, String rulesetVersion, Map<String, FileResult> results) {
        for (int from = 0; from < entries.size(); from += KEYS_PER_LOOKUP) {
            Map<String, SourceEntry> byKey = new LinkedHashMap<>();
            entries.subList(from, Math.min(from + KEYS_PER_LOOKUP, entries.size()))
                    .forEach(entry -> byKey.put(key(entry, rulesetVersion), entry));
            cache.find(byKey.keySet()).forEach((key, bytes) -> {
                SourceEntry entry = byKey.get(key);
                FileResult result = codec.decode(bytes).orElse(null);
                if (entry != null && result != null) {
                    results.put(entry.path(), result);
                    kept.keep(key, result, bytes.length);
                }
            });
        }
    }

    /** The path is part of the key: rules may look at it, and a result names it. */
    private static String key(SourceEntry entry, String rulesetVersion) {
        return rulesetVersion + ":" + entry.blobId() + ":" + entry.path();
    }

    private static @Nullable String problem(SourceEntry entry, ParseOutcome parsed) {
        return switch (parsed) {
            case ParseOutcome.Parsed(var ignored) -> null;
            case ParseOutcome.TooLarge(long bytes, long limit) ->
                "%s was not parsed: %,d bytes, the limit is %,d".formatted(entry.path(), bytes, limit);
            case ParseOutcome.TimedOut(var limit) ->
                "%s was not parsed: not done after %d s".formatted(entry.path(), limit.toSeconds());
            case ParseOutcome.Failed(String reason) -> "%s was not parsed: %s".formatted(entry.path(), reason);
        };
    }

    private static FileResult noting(FileResult result, @Nullable String problem) {
        if (problem == null) {
            return result;
        }
        List<String> problems = new ArrayList<>(result.problems());
        problems.add(problem);
        return new FileResult(
                result.language(),
                result.context(),
                result.sightings(),
                result.facts(),
                result.ignores(),
                result.skipped(),
                List.copyOf(problems));
    }

    private static void await(Future<?> worker) {
        try {
            worker.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnalysisInterruptedException();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker of the file pass died", e.getCause());
        }
    }
}
