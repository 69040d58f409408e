package dev.upkeep.analyzer.application;

import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.source.SourceTree;
import dev.upkeep.events.CommitRef;
import dev.upkeep.events.Event;
import dev.upkeep.events.EventIds;
import dev.upkeep.events.RepositoryChanged;
import dev.upkeep.events.RepositoryChanged.Trigger;
import dev.upkeep.events.RepositoryRef;
import dev.upkeep.events.Topic;
import dev.upkeep.platform.messaging.EventPublisher;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What stands outside the use case, by hand. */
final class Fakes {

    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private Fakes() {}

    static RepositoryChanged change(String id, String repository, String ref, Trigger trigger) {
        return new RepositoryChanged(
                EventIds.of(id),
                new RepositoryRef(repository, repository, "/code/" + repository, "local", ""),
                ref,
                null,
                null,
                trigger,
                null,
                NOW);
    }

    /** Remembers what was said. */
    static final class Events implements EventPublisher {

        final List<Event> said = new CopyOnWriteArrayList<>();

        @Override
        public Uni<Void> publish(Topic topic, Event event) {
            said.add(event);
            return Uni.createFrom().voidItem();
        }
    }

    /** Runs stages without a trace. */
    static final class Untraced implements Stages {

        final List<String> names = new CopyOnWriteArrayList<>();

        @Override
        public <T> T stage(String name, Supplier<T> work) {
            names.add(name);
            return work.get();
        }

        @Override
        public Executor here() {
            return Runnable::run;
        }

        @Override
        public Optional<String> traceId() {
            return Optional.of("0123456789abcdef0123456789abcdef");
        }
    }

    /** Counts in memory. */
    static final class Ledger implements AttemptLedger {

        final Map<UUID, Attempts> attempts = new HashMap<>();

        @Override
        public Attempts begin(UUID analysisId) {
            Attempts before = attempts.getOrDefault(analysisId, new Attempts(0, ""));
            Attempts now = new Attempts(before.number() + 1, before.lastFailure());
            attempts.put(analysisId, now);
            return now;
        }

        @Override
        public void failed(UUID analysisId, String reason) {
            attempts.computeIfPresent(analysisId, (_, before) -> new Attempts(before.number(), reason));
        }

        @Override
        public void end(UUID analysisId) {
            attempts.remove(analysisId);
        }
    }

    /** One commit, in memory. */
    record InMemory(TreeMap<String, String> files) implements OpenedRepository, SourceTree, RepositorySource {

        static InMemory of(Map<String, String> files) {
            return new InMemory(new TreeMap<>(files));
        }

        @Override
        public Outcome<OpenedRepository> open(RepositoryRef repository, String ref, @Nullable String commit) {
            return Outcome.of(this);
        }

        @Override
        public void forget(RepositoryRef repository) {
            files.clear();
        }

        @Override
        public CommitRef commit() {
            return new CommitRef("1".repeat(40), "HEAD", NOW);
        }

        @Override
        public SourceTree tree() {
            return this;
        }

        @Override
        public History history() {
            return new History.Unknown("made for the test");
        }

        @Override
        public List<SourceEntry> entries() {
            return files.entrySet().stream()
                    .map(file -> new SourceEntry(
                            file.getKey(),
                            EventIds.of(file.getValue()).toString(),
                            file.getValue().length(),
                            SourceEntry.Kind.FILE))
                    .toList();
        }

        @Override
        public byte[] read(SourceEntry entry) throws IOException {
            String content = files.get(entry.path());
            if (content == null) {
                throw new IOException("gone");
            }
            return content.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
