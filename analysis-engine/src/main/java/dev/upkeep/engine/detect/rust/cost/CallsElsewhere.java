package dev.upkeep.engine.detect.rust.cost;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.rust.facts.CalledNames;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How often production code of the repository calls functions of other files, by their names.
 *
 * @param looped those that are called in loops
 * @param once those that a program calls once when it starts, or lazily
 * @param imported those that a file imports which calls them in another way
 */
record CallsElsewhere(Set<String> looped, Set<String> once, Set<String> imported) {

    static final Model<CallsElsewhere> MODEL = new Model<>("rust-calls-elsewhere", CallsElsewhere::read);

    private static CallsElsewhere read(Repository repository) {
        Set<String> looped = new HashSet<>();
        Set<String> once = new HashSet<>();
        Set<String> imported = new HashSet<>();
        repository
                .files(Language.RUST)
                .filter(file -> file.context() == Context.PRODUCTION)
                .forEach(file -> {
                    Set<String> here = words(file, CalledNames.ONCE);
                    looped.addAll(words(file, CalledNames.LOOPED));
                    once.addAll(here);
                    file.facts().links().stream()
                            .filter(link -> link.kind().equals("use")
                                    && !link.attributes().containsKey("test"))
                            .map(link -> link.target().substring(link.target().lastIndexOf(':') + 1))
                            .filter(name -> !here.contains(name))
                            .forEach(imported::add);
                });
        return new CallsElsewhere(looped, once, imported);
    }

    private static Set<String> words(AnalysedFile file, String kind) {
        return file.facts().words().getOrDefault(kind, Set.of());
    }

    boolean isLooped(Collection<String> names) {
        return names.stream().anyMatch(looped::contains);
    }

    /** Whether what is known of these functions is that programs call them when they start. */
    boolean isAtStart(List<String> names) {
        return names.stream().anyMatch(once::contains) && names.stream().noneMatch(imported::contains);
    }
}
