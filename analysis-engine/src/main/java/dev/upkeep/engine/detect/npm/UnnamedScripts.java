package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The scripts that no file has named so far. What a text says of them is kept from one push to the next, as long as the
 * same ones are asked for: their paths are part of what the readings are called.
 *
 * @param text how to look for all of them in texts that are no sources
 * @param source in sources
 * @param foreign in sources whose facts know of scripts of TypeScript and JavaScript, for the others alone
 */
record UnnamedScripts(
        List<ScriptCandidate> all,
        Reading<Set<String>> text,
        Reading<Set<String>> source,
        Optional<Reading<Set<String>>> foreign) {

    static UnnamedScripts of(List<ScriptCandidate> all) {
        List<ScriptCandidate> foreign =
                all.stream().filter(each -> !each.script()).toList();
        return new UnnamedScripts(
                List.copyOf(all),
                reading(all, false),
                reading(all, true),
                foreign.isEmpty() ? Optional.empty() : Optional.of(reading(foreign, true)));
    }

    private static Reading<Set<String>> reading(List<ScriptCandidate> candidates, boolean source) {
        String paths = candidates.stream().map(ScriptCandidate::path).collect(Collectors.joining("\n"));
        return Reading.small(
                (source ? "scripts.in-source\n" : "scripts.in-text\n") + paths,
                (path, text) -> candidates.stream()
                        .filter(each -> each.isNamed(path, source, text))
                        .map(ScriptCandidate::path)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    UnnamedScripts without(Set<String> named) {
        return of(all.stream().filter(each -> !named.contains(each.path())).toList());
    }

    /** The paths of those that a file names; no script is named by itself. */
    Set<String> namedIn(Repository repository, ScriptReader reader) {
        Stream<String> known =
                all.stream().filter(each -> each.isKnownTo(reader)).map(ScriptCandidate::path);
        Stream<String> read = reading(reader).flatMap(each -> repository.read(each, reader.path())).stream()
                .flatMap(Set::stream)
                .filter(path -> !path.equals(reader.path()));
        return Stream.concat(known, read).collect(Collectors.toSet());
    }

    private Optional<Reading<Set<String>>> reading(ScriptReader reader) {
        if (!reader.source()) {
            return Optional.of(text);
        }
        return reader.knowsScripts() ? foreign : Optional.of(source);
    }
}
