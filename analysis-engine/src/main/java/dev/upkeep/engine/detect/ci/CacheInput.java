package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.ci.Workflows.Job;
import dev.upkeep.engine.detect.ci.Workflows.Step;
import dev.upkeep.engine.document.LineDiff;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Fix;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The input {@code cache} of the step that sets a language up. GitHub's own actions keep a cache for it, keyed by a lock
 * file that must lie at the root, or they fail.
 */
final class CacheInput {

    /**
     * Where a tool is set up.
     *
     * @param minor the version within {@value #FIRST_MAJOR} from which on the action has the input
     * @param needed files at the root, of which the action needs one
     */
    private record SetUp(String action, int minor, List<String> needed) {

        private static final int FIRST_MAJOR = 2;
        private static final Pattern VERSION = Pattern.compile("v?(\\d{1,3})(?:\\.(\\d{1,3}))?(?:\\.\\d+)*");

        /** A major version alone leads to its latest; what a commit holds is not known. */
        boolean hasInput(Step step) {
            Matcher version = VERSION.matcher(step.version());
            if (!step.action().equals(action) || !version.matches()) {
                return false;
            }
            int major = Integer.parseInt(version.group(1));
            boolean latest = version.group(2) == null;
            return major > FIRST_MAJOR
                    || (major == FIRST_MAJOR && (latest || Integer.parseInt(version.group(2)) >= minor));
        }
    }

    private static final Map<String, SetUp> SET_UPS = Map.of(
            "npm", new SetUp("actions/setup-node", 2, List.of("package-lock.json", "npm-shrinkwrap.json")),
            "yarn", new SetUp("actions/setup-node", 2, List.of("yarn.lock")),
            "pnpm", new SetUp("actions/setup-node", 2, List.of("pnpm-lock.yaml")),
            "pip", new SetUp("actions/setup-python", 3, List.of("requirements.txt", "pyproject.toml")),
            "maven", new SetUp("actions/setup-java", 3, List.of("pom.xml")),
            "gradle", new SetUp("actions/setup-java", 3, List.of("build.gradle", "build.gradle.kts")));

    private static final Pattern USES = Pattern.compile("(\\s*)(- )?(\\s*)uses:\\s.*");

    private CacheInput() {}

    /** Empty where no such step stands in the job, or it is not written line by line. */
    static Optional<Fix> of(Repository repository, String path, Job job, DependencyInstall tool) {
        SetUp setUp = SET_UPS.get(tool.name());
        if (setUp == null || setUp.needed().stream().noneMatch(repository::exists)) {
            return Optional.empty();
        }
        boolean early = job.steps().stream()
                .takeWhile(step -> !step.action().equals(setUp.action()))
                .anyMatch(step -> step.action().equals("pnpm/action-setup"));
        if (tool.name().equals("pnpm") && !early) {
            // The action asks pnpm where its store is, so pnpm must be there before.
            return Optional.empty();
        }
        return job.steps().stream()
                .filter(setUp::hasInput)
                .findFirst()
                .flatMap(step -> repository.text(path).flatMap(text -> edited(path, text, step, tool)));
    }

    private static Optional<Fix> edited(String path, String text, Step step, DependencyInstall tool) {
        LineDiff diff = new LineDiff(path, text);
        String input = "cache: " + tool.name();
        Optional<Entry> with = step.value().entry("with");
        if (with.isPresent()) {
            return intoInputs(diff, with.get(), input);
        }
        Matcher uses = USES.matcher(diff.line(step.line()).stripTrailing());
        if (!uses.matches()) {
            return Optional.empty();
        }
        String indent = uses.group(1) + (uses.group(2) == null ? "" : "  ") + uses.group(3);
        return described(diff.insertAfter(step.line(), indent + "with:", indent + "  " + input), input);
    }

    private static Optional<Fix> intoInputs(LineDiff diff, Entry with, String input) {
        List<Entry> inputs = with.value().entries();
        if (!diff.line(with.line()).strip().matches("with:(\\s*#.*)?")
                || inputs.isEmpty()
                || inputs.stream().anyMatch(each -> each.key().equals("cache"))) {
            return Optional.empty();
        }
        String first = diff.line(inputs.getFirst().line());
        String indent = first.substring(0, first.length() - first.stripLeading().length());
        return described(diff.insertAfter(with.line(), indent + input), input);
    }

    private static Optional<Fix> described(LineDiff diff, String input) {
        return diff.fix("Keep what was fetched: `" + input + "`");
    }
}
