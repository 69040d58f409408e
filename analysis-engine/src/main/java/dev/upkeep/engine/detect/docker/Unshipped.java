package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.docker.ComposeFiles.ComposeFile;
import dev.upkeep.engine.document.Paths;
import java.util.regex.Pattern;

/**
 * Images that never leave the machines of those who work on the repository. Evidence: the Dockerfile is called after
 * tests or diagnosis or begins by saying so; or the folder is called after tests, or only compose files build the image and
 * its Dockerfile calls it one for development, and no pipeline that pushes images names the folder.
 */
final class Unshipped {

    private static final Pattern OF_TESTS =
            Pattern.compile("(?i)(.*/)?(tests?|e2e|test[-_]\\w[\\w-]*|[\\w-]+[-_](tests?|e2e))/.*");

    /** A comment that speaks of the image, not of packages that are for development. */
    private static final Pattern FOR_DEVELOPMENT = Pattern.compile(
            "(?im)^\\s*#.*\\b(?:dev|development)[- ]only\\b(?! (?:dep|package|tool|module|require|librar|plugin))|^\\s*#.*\\bonly for (?:local )?(?:development|testing)\\b");

    /** For tests, for proposed changes, or for a look into the program while it runs: pushed or not, nobody deploys it. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(?:docker|container)file(?:[._-].*)?[._-](?:tests?|e2e|integration|debug|profiling|profiler|tokio-console|pr)(?:\\..*)?"
                    + "|(?:e2e[._-].*|(?:.*[._-])?(?:tests|e2e|debug|profiling|profiler|tokio-console))\\.(?:docker|container)file");

    private static final Pattern TITLE = Pattern.compile("\\A(?:\\s*#[^\\n]*\\n)+");
    private static final Pattern FOR_TESTS =
            Pattern.compile("(?i)\\b(?:dockerfile|image|container)\\b[^.\\n]*\\bfor\\b[^.\\n]*\\b(?:tests|testing)\\b");
    private static final Pattern FOR_USERS = Pattern.compile("(?i)\\b(?:production|releases?|deploy\\w*)\\b");

    private Unshipped() {}

    /** Whether the image of this Dockerfile is one. */
    static boolean is(Repository repository, String path) {
        return NAMED.matcher(Paths.name(path)).matches()
                || isIntroduced(repository, path)
                || (!repository.model(LocalImages.MODEL).pushesFrom(Paths.folder(path))
                        && (OF_TESTS.matcher(path).matches() || isForDevelopment(repository, path)));
    }

    /** Whether the comment that it begins with says that it is for tests, and for nothing else. */
    private static boolean isIntroduced(Repository repository, String path) {
        return repository.text(path).stream()
                .flatMap(text -> TITLE.matcher(text).results())
                .anyMatch(title -> FOR_TESTS.matcher(title.group()).find()
                        && !FOR_USERS.matcher(title.group()).find());
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
