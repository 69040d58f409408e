package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.FindingReview;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.rust.facts.ErrorUse;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where every caller ends the program with the text, nobody is there whom a type would tell more. */
public final class StringlyErrorReview implements FindingReview {

    /** Names of functions that production code calls only to end with their error. */
    private static final Model<Set<String>> PANICKED =
            new Model<>("rust-panicked-calls", StringlyErrorReview::panickedCalls);

    @Override
    public Set<String> rules() {
        return Set.of(StringlyError.RULE);
    }

    @Override
    public boolean stands(Draft draft, Repository repository) {
        return !repository.model(PANICKED).contains(String.valueOf(draft.data().get("function")));
    }

    private static Set<String> panickedCalls(Repository repository) {
        Set<String> handled = words(repository, ErrorUse.HANDLED).collect(Collectors.toSet());
        return words(repository, ErrorUse.PANICKED)
                .filter(name -> !handled.contains(name))
                .collect(Collectors.toSet());
    }

    private static Stream<String> words(Repository repository, String kind) {
        return repository
                .files(Language.RUST)
                .filter(file -> file.context() == Context.PRODUCTION)
                .map(AnalysedFile::facts)
                .flatMap(facts -> facts.words().getOrDefault(kind, Set.of()).stream());
    }
}
