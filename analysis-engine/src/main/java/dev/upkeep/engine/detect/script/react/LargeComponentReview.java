package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.FindingReview;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is going to be removed is not worth taking apart: a component whose name says that it is old, where the new one
 * stands beside it.
 */
public final class LargeComponentReview implements FindingReview {

    private static final Pattern OLD = Pattern.compile("(\\w+?)(Deprecated|Legacy|Old)");

    @Override
    public Set<String> rules() {
        return Set.of(LargeComponent.RULE);
    }

    @Override
    public boolean stands(Draft draft, Repository repository) {
        String path = draft.location().path();
        String file = Paths.name(path).replaceFirst("\\..*$", "");
        return Stream.of(draft.scope(), file)
                .flatMap(name -> successor(name).stream())
                .noneMatch(name -> stands(Paths.folder(path), name, repository));
    }

    private static Optional<String> successor(String name) {
        return Optional.of(OLD.matcher(name)).filter(Matcher::matches).map(old -> old.group(1));
    }

    private static boolean stands(String folder, String name, Repository repository) {
        return Stream.of("", ".tsx", ".jsx", ".ts", ".js")
                .flatMap(ending -> Paths.resolve(folder, name + ending).stream())
                .anyMatch(repository::exists);
    }
}
