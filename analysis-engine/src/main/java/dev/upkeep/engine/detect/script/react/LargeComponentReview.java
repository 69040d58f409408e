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
 * stands beside it; one that is imported under such a name; and one that nothing takes from a module of which other things are taken.
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
        ImportedNames imported = repository.model(ImportedNames.MODEL);
        if (imported.asOld().contains(draft.scope() + " " + module(path))
                || isUnused(draft.scope(), path, imported, repository)) {
            return false;
        }
        String file = Paths.name(path).replaceFirst("\\..*$", "");
        return Stream.of(draft.scope(), file)
                .flatMap(name -> successor(name).stream())
                .noneMatch(name -> stands(Paths.folder(path), name, repository));
    }

    /**
     * Handed out under its name alone from a module of which others take something else, asked for nowhere, and not even
     * named a second time where it stands.
     */
    private static boolean isUnused(String name, String path, ImportedNames imported, Repository repository) {
        String module = module(path);
        return !imported.names().contains(name)
                && imported.modules().contains(module)
                && !imported.wholly().contains(module)
                && repository
                        .text(path)
                        .filter(text -> !text.contains("export default") && !text.contains("as default"))
                        .filter(text -> Pattern.compile("\\bexport\\s+(const|function)\\s+" + name + "\\b")
                                .matcher(text)
                                .find())
                        .filter(text -> Pattern.compile("\\b" + name + "\\b")
                                        .matcher(text)
                                        .results()
                                        .limit(2)
                                        .count()
                                == 1)
                        .isPresent();
    }

    /** The last part of what others write to import the file. */
    private static String module(String path) {
        String name = Paths.name(path).replaceFirst("\\.\\w+$", "");
        return name.equals("index") ? Paths.name(Paths.folder(path)) : name;
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
