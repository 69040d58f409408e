package dev.upkeep.engine.detect;

import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.source.SourceEntry.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the links of a repository lead.
 *
 * @param targets what each link stands for, by its path; those that lead out of the repository are left out
 * @param nowhere the links to folders that are not in this commit
 * @param submodules folders whose content is in another repository
 */
public record SymbolicLinks(Map<String, String> targets, Set<String> nowhere, Set<String> submodules) {

    public static final Model<SymbolicLinks> MODEL = Model.settled("repo.symbolic-links", SymbolicLinks::read);

    /** A link may lead to a link; two that lead to each other lead nowhere. */
    private static final int LONGEST_CHAIN = 8;

    public SymbolicLinks {
        targets = Map.copyOf(targets);
        nowhere = Set.copyOf(nowhere);
        submodules = Set.copyOf(submodules);
    }

    private static SymbolicLinks read(Repository repository) {
        Map<String, String> targets = repository.entries().stream()
                .filter(entry -> entry.kind() == Kind.SYMLINK)
                .map(SourceEntry::path)
                .flatMap(path -> repository.target(path).map(target -> Map.entry(path, target)).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Set<String> submodules = repository.entries().stream()
                .filter(entry -> entry.kind() == Kind.SUBMODULE)
                .map(SourceEntry::path)
                .collect(Collectors.toUnmodifiableSet());
        SymbolicLinks links = new SymbolicLinks(targets, Set.of(), submodules);
        return new SymbolicLinks(
                targets,
                repository.entries().stream()
                        .filter(entry -> entry.kind() == Kind.SYMLINK)
                        .map(SourceEntry::path)
                        .filter(SymbolicLinks::isLikeFolder)
                        .filter(path -> !targets.containsKey(path) || !repository.exists(links.follow(path)))
                        .collect(Collectors.toUnmodifiableSet()),
                submodules);
    }

    private static boolean isLikeFolder(String path) {
        return Paths.extension(path).isEmpty() && !Paths.name(path).startsWith(".");
    }

    /** The path that a path means when every link on it is followed; itself where there is none. */
    public String follow(String path) {
        String at = path;
        for (int step = 0; step < LONGEST_CHAIN && !targets.isEmpty(); step++) {
            Optional<String> next = next(at);
            if (next.isEmpty()) {
                return at;
            }
            at = next.get();
        }
        return at;
    }

    private Optional<String> next(String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            String target = targets.get(path.substring(0, end));
            if (target != null) {
                return Optional.of(target + path.substring(end));
            }
        }
        return Optional.empty();
    }

    /** Whether the path lies where nothing can be seen. */
    public boolean hides(String path) {
        return Stream.of(nowhere, submodules)
                .flatMap(Set::stream)
                .anyMatch(each -> each.equals(path) || Paths.isWithin(path, each));
    }
}
