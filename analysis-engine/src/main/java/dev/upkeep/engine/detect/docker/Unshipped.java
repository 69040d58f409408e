package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.docker.ComposeFiles.ComposeFile;
import dev.upkeep.engine.document.Paths;
import java.util.regex.Pattern;

/**
 * Images that never leave the machines of those who work on the repository. Evidence: the folder is called after tests, or
 * only compose files build the image and its Dockerfile calls it one for development; and no pipeline that pushes images
 * names the folder.
 */
final class Unshipped {

    private static final Pattern OF_TESTS =
            Pattern.compile("(?i)(.*/)?(tests?|e2e|test[-_]\\w[\\w-]*|[\\w-]+[-_](tests?|e2e))/.*");

    /** A comment that speaks of the image, not of packages that are for development. */
    private static final Pattern FOR_DEVELOPMENT = Pattern.compile(
            "(?im)^\\s*#.*\\b(?:dev|development)[- ]only\\b(?! (?:dep|package|tool|module|require|librar|plugin))|^\\s*#.*\\bonly for (?:local )?(?:development|testing)\\b");

    private Unshipped() {}

    /** Whether the image of this Dockerfile is one. */
    static boolean is(Repository repository, String path) {
        return !repository.model(LocalImages.MODEL).pushesFrom(Paths.folder(path))
                && (OF_TESTS.matcher(path).matches() || isForDevelopment(repository, path));
    }

    private static boolean isForDevelopment(Repository repository, String path) {
        return repository
                        .text(path)
                        .filter(text -> FOR_DEVELOPMENT.matcher(text).find())
                        .isPresent()
                && repository.model(ComposeFiles.MODEL).files().stream().anyMatch(file -> builds(file, path));
    }

    private static boolean builds(ComposeFile file, String path) {
        return file.services().stream()
                .anyMatch(service -> service.dockerfile(Paths.folder(file.path()))
                        .filter(path::equals)
                        .isPresent());
    }
}
