package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoTarget;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.detect.npm.PackageFiles;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds slow tests that run whenever the unit tests do. Evidence: tests that start containers, a browser or a database,
 * or that sleep for seconds, in a package with unit tests besides, where neither an attribute or feature, the runner's
 * configuration nor a command of the repository tells the two apart. One finding for each package.
 */
final class UncategorisedTests implements RepositoryDetector {

    private static final String RULE = "tests/uncategorised";
    private static final Pattern SLOW_RUST = Pattern.compile(
            "\\btestcontainers\\w*::|\\bsqlx::test\\b|Pool::connect\\(|\"(TEST_)?DATABASE_URL\"|Command::new\\(\"docker\"\\)"
                    + "|\\b(fantoccini|thirtyfour|headless_chrome)::|sleep\\(\\s*(\\w+::)*Duration::from_secs\\((?:[2-9]|\\d{2,})\\)");
    private static final Pattern SET_APART = Pattern.compile(
            "#!?\\[\\s*(ignore|cfg\\([^\\]]*feature|cfg_attr\\([^\\]]*ignore)|env::var\\([^;{]*(?:\\{\\s*)?(?:[^{}]{0,80})\\breturn\\b");
    private static final Pattern SELECTS =
            Pattern.compile("cargo (nextest run|test)\\b.*\\s(--lib|--test|--bins|--exclude|-E|--skip)\\b");
    private static final Pattern RUNS =
            Pattern.compile("(?i)(GNU)?makefile(\\.toml)?|justfile|Taskfile\\.ya?ml|.*\\.sh|\\.gitlab-ci\\.ya?ml");
    private static final Pattern SLOW_SCRIPT = Pattern.compile(
            "['\"](testcontainers|@testcontainers/[\\w-]+|puppeteer(-core)?|playwright|selenium-webdriver|webdriverio)['\"]");
    private static final Pattern TEST_FILE = Pattern.compile(".*\\.(test|spec)\\.[cm]?[jt]sx?");
    private static final Pattern PLAIN_RUN = Pattern.compile(
            "(npx )?(vitest( run)?|jest)(\\s+--?(ci|coverage|run|watch|silent|passWithNoTests|runInBand))*");
    private static final Pattern CONFIG = Pattern.compile("(vitest|vite|jest)\\.(config|workspace)\\.[cm]?[jt]s(on)?");
    private static final Pattern CONFIGURED = Pattern.compile(
            "\\b(e2e|exclude|include|testPathIgnorePatterns|testMatch|testRegex|projects|workspace)\\b");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<CargoPackage> crates = repository.model(CargoWorkspace.MODEL).packages();
        if (!crates.isEmpty() && !selectsTests(repository)) {
            crates.forEach(crate -> rust(repository, crate, sink));
        }
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        workspace.packages().forEach(npm -> script(repository, npm, sink));
    }

    private static boolean selectsTests(Repository repository) {
        return repository.exists(".config/nextest.toml")
                || repository.files().stream()
                        .filter(file -> Paths.isWithin(file.path(), ".github")
                                || RUNS.matcher(file.entry().name()).matches())
                        .flatMap(file -> repository.text(file.path()).stream())
                        .anyMatch(text -> SELECTS.matcher(text).find());
    }

    private static void rust(Repository repository, CargoPackage crate, FindingSink sink) {
        List<AnalysedFile> slow = crate.targets().stream()
                .filter(target -> target.kind() == CargoTarget.Kind.TEST && target.exists() && target.tested())
                .filter(target -> !needsFeature(crate, target))
                .flatMap(target -> repository.file(target.path()).stream())
                .filter(file -> tests(file) > 0)
                .filter(file -> repository
                        .text(file.path())
                        .filter(text -> SLOW_RUST.matcher(text).find()
                                && !SET_APART.matcher(text).find())
                        .isPresent())
                .toList();
        long quick = repository
                .files(Language.RUST)
                .filter(file -> Paths.isWithin(file.path(), crate.folder().isEmpty() ? "src" : crate.folder() + "/src"))
                .mapToLong(UncategorisedTests::tests)
                .sum();
        report(repository, crate.name(), "cargo test", slow, quick, SLOW_RUST, sink);
    }

    private static boolean needsFeature(CargoPackage crate, CargoTarget target) {
        return crate.document().get("test").stream()
                .flatMap(tests -> tests.items().stream())
                .filter(test -> test.get("name")
                        .flatMap(name -> name.string())
                        .filter(target.name()::equals)
                        .isPresent())
                .anyMatch(test -> test.get("required-features").isPresent());
    }

    private static int tests(AnalysedFile file) {
        return (int) file.facts().links().stream()
                .filter(link -> link.kind().equals("test"))
                .count();
    }

    private static void script(Repository repository, NpmPackage npm, FindingSink sink) {
        String command = npm.scripts().stream()
                .filter(script -> script.name().equals("test"))
                .map(script -> script.command().strip())
                .findFirst()
                .orElse("");
        if (!PLAIN_RUN.matcher(command).matches() || isConfigured(repository, npm)) {
            return;
        }
        List<AnalysedFile> tests = repository.model(PackageFiles.MODEL).of(npm).stream()
                .filter(file -> TEST_FILE.matcher(file.path()).matches())
                .toList();
        List<AnalysedFile> slow = tests.stream()
                .filter(file -> repository
                        .text(file.path())
                        .filter(text -> SLOW_SCRIPT.matcher(text).find())
                        .isPresent())
                .toList();
        report(repository, npm.name().orElse(""), command, slow, tests.size() - slow.size(), SLOW_SCRIPT, sink);
    }

    private static boolean isConfigured(Repository repository, NpmPackage npm) {
        return npm.manifest().get("jest").isPresent()
                || repository.model(PackageFiles.MODEL).of(npm).stream()
                        .filter(file -> Paths.isDirectlyIn(file.path(), npm.folder()))
                        .filter(file -> CONFIG.matcher(file.entry().name()).matches())
                        .flatMap(file -> repository.text(file.path()).stream())
                        .anyMatch(text -> CONFIGURED.matcher(text).find());
    }

    private static void report(
            Repository repository,
            String name,
            String command,
            List<AnalysedFile> slow,
            long quick,
            Pattern sign,
            FindingSink sink) {
        if (slow.isEmpty() || quick == 0) {
            return;
        }
        String path = slow.getFirst().path();
        List<String> lines = repository.text(path).orElse("").lines().toList();
        int line = 1;
        while (line < lines.size() && !sign.matcher(lines.get(line - 1)).find()) {
            line++;
        }
        sink.report(Draft.of(RULE, Location.line(path, line))
                .scope(name)
                .with("command", command)
                .with("slowFiles", slow.stream().map(AnalysedFile::path).toList())
                .with("slow", slow.size())
                .with("unitTests", quick));
    }
}
