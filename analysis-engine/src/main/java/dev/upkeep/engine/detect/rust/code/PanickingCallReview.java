package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.FindingReview;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.cargo.CargoTarget;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.rust.facts.RustFacts;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.source.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lints that a crate allows at its root, or a module for those below it, are allowed in other files too. In an extension
 * of PostgreSQL a panic is how an error of the statement is raised.
 */
public final class PanickingCallReview implements FindingReview {

    @Override
    public Set<String> rules() {
        return Set.of(PanickingCall.RULE);
    }

    @Override
    public boolean stands(Draft draft, Repository repository) {
        String lint = PanicReason.lint(String.valueOf(draft.data().get("call")));
        String path = draft.location().path();
        return !isOfPostgres(path, repository)
                && around(path, repository)
                        .flatMap(each -> repository.file(each).stream())
                        .noneMatch(file -> allows(file, RustFacts.ALLOWED_LINTS, lint))
                && !(isTest(draft, repository) && isAllowedInTests(lint, path, repository));
    }

    private static boolean isOfPostgres(String path, Repository repository) {
        return repository
                .model(CargoWorkspace.MODEL)
                .owner(path)
                .filter(owner -> owner.document().at("dependencies", "pgrx").isPresent())
                .isPresent();
    }

    private static boolean isTest(Draft draft, Repository repository) {
        return repository
                .file(draft.location().path())
                .filter(file -> file.contextAt(draft.location().startLine()) == Context.TEST)
                .isPresent();
    }

    private static boolean isAllowedInTests(String lint, String path, Repository repository) {
        return Stream.concat(Stream.of(path), around(path, repository))
                        .flatMap(each -> repository.file(each).stream())
                        .anyMatch(file -> allows(file, RustFacts.ALLOWED_IN_TESTS, lint))
                || repository
                        .model(CargoWorkspace.MODEL)
                        .owner(path)
                        .filter(owner -> repository.model(ClippySettings.MODEL).allowInTests(lint, owner.folder()))
                        .isPresent();
    }

    private static boolean allows(AnalysedFile file, String words, String lint) {
        return file.facts().words().getOrDefault(words, Set.of()).contains(lint);
    }

    /** The files that may hold the modules around a file, up to the root of the crate. */
    private static Stream<String> around(String path, Repository repository) {
        List<String> files = new ArrayList<>();
        List<String> roots = repository.model(CargoWorkspace.MODEL).owner(path).stream()
                .flatMap(owner -> owner.targets().stream())
                .map(CargoTarget::path)
                .filter(root -> !root.equals(path) && Paths.isWithin(path, Paths.folder(root)))
                .toList();
        // The innermost folder with roots in it: a test's own folder before that of its package.
        int deepest = roots.stream()
                .mapToInt(root -> Paths.folder(root).length())
                .max()
                .orElse(0);
        roots.stream().filter(root -> Paths.folder(root).length() == deepest).forEach(files::add);
        for (String folder = Paths.folder(path); folder.length() > deepest; folder = Paths.folder(folder)) {
            files.add(folder + "/mod.rs");
            files.add(folder + ".rs");
        }
        return files.stream();
    }
}
