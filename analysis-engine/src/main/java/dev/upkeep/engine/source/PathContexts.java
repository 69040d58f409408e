package dev.upkeep.engine.source;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a path alone says of a file's purpose, by the conventions of the languages and their tools. Repository-level
 * models correct it where the build says otherwise.
 */
public final class PathContexts {

    private static final Set<String> VENDORED =
            Set.of("vendor", "node_modules", "third_party", "third-party", "thirdparty", "bower_components");
    /** A shop has vendors, and an application integrates third parties: below what is shown these are such words. */
    private static final Set<String> WORDS = Set.of("vendor", "third-party", "thirdparty");

    private static final Set<String> SHOWN = Set.of("components", "pages", "views", "screens", "features", "routes");
    /** Files that Next.js shows at the address of their folder. */
    private static final Pattern ROUTE = Pattern.compile("(page|layout|route|template|loading|error)\\.[jt]sx?");

    private static final Set<String> SENT = Set.of("assets", "static", "public", "javascripts", "stylesheets");
    private static final Set<String> LOCK_FILES = Set.of(
            "Cargo.lock",
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "bun.lock",
            "bun.lockb",
            "poetry.lock",
            "uv.lock",
            "Pipfile.lock",
            "composer.lock",
            "Gemfile.lock",
            "go.sum",
            "gradle.lockfile",
            "flake.lock",
            "deno.lock");
    private static final Pattern GENERATED_NAME = Pattern.compile(
            ".*(\\.tsbuildinfo|[.-]min\\.(js|css|mjs)|\\.bundle\\.js|\\.map|workbox-[0-9a-f]{8}\\.js|\\.pb\\.go|_pb2(_grpc)?\\.py|\\.generated\\.\\w+|\\.g\\.dart|\\.designer\\.cs)");
    /** What the tools of GNU put into a source tree, and take from nowhere in it. */
    private static final Set<String> OF_AUTOTOOLS = Set.of(
            "ltmain.sh",
            "libtool.m4",
            "aclocal.m4",
            "config.guess",
            "config.sub",
            "install-sh",
            "depcomp",
            "mkinstalldirs",
            "test-driver",
            "ylwrap");

    private static final Set<String> GENERATED = Set.of("__generated__", "generated");
    private static final Set<String> TEST = Set.of(
            "test",
            "tests",
            "__tests__",
            "__test__",
            "__e2e__",
            "test-server",
            ".test-server",
            "__mocks__",
            "__fixtures__",
            "__testfixtures__",
            "__snapshots__",
            "spec",
            "specs",
            "e2e",
            "testdata",
            "test-data",
            "test_data",
            "fixtures",
            "fixture",
            "cypress",
            "playwright",
            "testing",
            "e2e-test",
            "e2e-tests",
            "e2e_test",
            "e2e_tests",
            "testdir",
            "test-files",
            "test_files",
            "test-fixtures",
            "test_fixtures",
            "integration-test",
            "integration_test",
            "integration-tests",
            "integration_tests",
            "functional-tests",
            "functional_tests",
            "regression-tests",
            "regression_tests",
            "smoke-tests",
            "smoke_tests",
            "type-tests",
            "type_tests",
            "system_tests",
            "system-tests",
            "unit-tests",
            "unit_tests",
            "ui-tests",
            "ui_tests",
            "acceptance-tests",
            "acceptance_tests",
            "test-utils",
            "test_utils",
            "test-util",
            "test_util",
            "test-kit",
            "test-kits",
            "test_kit",
            "test_kits");
    private static final Pattern SCRIPT_TEST_NAME = Pattern.compile(
            ".*[._-]((client|server|unit|integration|func|system)-?)?((test|spec)-d|test|tests|spec|e2e|cy)\\.[cm]?[jt]sx?");
    private static final Pattern TEST_NAME = Pattern.compile(
            ".*_test\\.(go|py|rs|exs?)|test_.*\\.py|conftest\\.py|(tests|test|test_?utils?)\\.rs|.*\\.snap|(setup-?[tT]ests?|test-?[sS]etup)\\.[cm]?[jt]s|.*(Test|Tests|IT|Spec)\\.(java|kt|scala)");
    private static final Set<String> SPECIFICATION = Set.of("spec", "specs");
    private static final Set<String> EXAMPLE = Set.of(
            "examples",
            "example",
            "samples",
            "sample",
            "demo",
            "demos",
            "playground",
            "playgrounds",
            "demo_files",
            "demo-files",
            "sample_files",
            "sample-files");
    private static final Pattern EXAMPLES_OF = Pattern.compile(".+[-_]examples|examples?[-_]?\\d[\\w-]*");
    private static final Set<String> REPRODUCTIONS = Set.of("repro", "repros", "reproduction", "reproductions");
    private static final Pattern ISSUE = Pattern.compile("((issue|gh|bug)[-_]?)?\\d+");
    private static final Pattern STARTER = Pattern.compile("create-.*|.*-?(cli|generators?|scaffold|starters?)");
    private static final Pattern EXAMPLE_NAME = Pattern.compile(".*\\.stories\\.[cm]?[jt]sx?");
    private static final Set<String> FEATURES = Set.of("components", "pages", "views", "screens", "features");
    private static final Set<String> BENCHMARK =
            Set.of("benches", "bench", "benchmark", "benchmarks", "load-test", "load-tests", "loadtest", "k6", "jmh");
    private static final Pattern BENCHMARK_NAME = Pattern.compile(".*[._-](bench|benchmark)\\.[cm]?[jt]sx?");
    private static final Set<String> PACKAGES = Set.of("crates", "packages");
    private static final Set<String> SCRIPT =
            Set.of("scripts", "script", "hack", ".github", ".gitlab", ".circleci", ".husky", "ci", "xtask");
    private static final Pattern SCRIPT_NAME = Pattern.compile(
            "build\\.rs|setup\\.py|noxfile\\.py|Makefile|gulpfile\\..*|Gruntfile\\..*|.*\\.config\\.[cm]?[jt]s|(webpack|rollup|vite|esbuild|karma)\\.[\\w.-]+\\.[cm]?[jt]s|.*\\.(sh|bash)");
    private static final Set<String> DOCUMENTATION = Set.of("docs", "doc", "documentation", "website");
    /** The folders that the Maven layout has below {@code src/main}. */
    private static final Set<String> OF_PACKAGES =
            Set.of("java", "kotlin", "scala", "groovy", "resources", "webapp", "proto", "antlr4", "native", "docker");

    private static final Set<Language> CODE =
            Language.ofProgramsAnd(Language.SHELL, Language.SQL, Language.HTML, Language.CSS);

    private PathContexts() {}

    /** The purpose of a file of this language at this path. */
    public static Context of(String path, Language language) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        List<String> folders = folders(path);
        if (vendoredFolder(path).isPresent() && !isRustModule(path)) {
            return Context.VENDORED;
        }
        if (isLockFile(name)
                || OF_AUTOTOOLS.contains(name)
                || GENERATED_NAME.matcher(name).matches()
                || folders.stream().anyMatch(GENERATED::contains)
                || isBuiltAction(folders)) {
            return Context.GENERATED;
        }
        if (language == Language.MARKDOWN) {
            return Context.DOCUMENTATION;
        }
        return byConvention(outsideOfSources(folders), name, language);
    }

    /** GitHub runs an action of JavaScript as it is committed, so its bundle lies beside its sources. */
    private static boolean isBuiltAction(List<String> folders) {
        return folders.indexOf(".github") == 0 && folders.contains("dist");
    }

    /** Whether a package manager writes down in a file of this name what it resolved. */
    public static boolean isLockFile(String name) {
        return LOCK_FILES.contains(name);
    }

    /** The outermost folder on the path that holds other people's code. */
    public static Optional<String> vendoredFolder(String path) {
        if (VENDORED.stream().noneMatch(path::contains)) {
            return Optional.empty();
        }
        StringBuilder prefix = new StringBuilder();
        boolean shown = ROUTE.matcher(path.substring(path.lastIndexOf('/') + 1)).matches();
        for (String folder : folders(path)) {
            prefix.append(prefix.isEmpty() ? "" : "/").append(folder);
            shown = (shown || SHOWN.contains(folder)) && !SENT.contains(folder);
            if (VENDORED.contains(folder) && !(shown && WORDS.contains(folder))) {
                return Optional.of(prefix.toString());
            }
        }
        return Optional.empty();
    }

    /** Whether only a folder called {@code spec} says that this is a test, which as often holds a specification. */
    public static boolean mayBeSpecification(String path) {
        List<String> folders = folders(path);
        return anyOf(folders, SPECIFICATION)
                && folders.stream().filter(TEST::contains).allMatch(SPECIFICATION::contains)
                && !SCRIPT_TEST_NAME
                        .matcher(path.substring(path.lastIndexOf('/') + 1))
                        .matches();
    }

    /** Whether a folder called so is a module of Rust, whose name says what it deals with: one below the sources of a package. */
    public static boolean isRustModule(String path) {
        List<String> folders = folders(path);
        int sources = folders.lastIndexOf("src");
        return path.endsWith(".rs") && sources >= 0 && !anyOf(folders.subList(0, sources), VENDORED);
    }

    private static Context byConvention(List<String> folders, String name, Language language) {
        if (anyOf(aboveSources(folders), DOCUMENTATION) && CODE.contains(language)) {
            return Context.DOCUMENTATION;
        }
        boolean marked = SCRIPT_TEST_NAME.matcher(name).matches();
        if (!marked && isExample(folders, name)) {
            return Context.EXAMPLE;
        }
        if (anyOf(folders, BENCHMARK) || BENCHMARK_NAME.matcher(name).matches()) {
            return Context.BENCHMARK;
        }
        if (marked
                || (anyOf(folders, TEST) && !isFeature(folders))
                || TEST_NAME.matcher(name).matches()) {
            return Context.TEST;
        }
        boolean script = anyOf(withoutPackageOfScripts(folders), SCRIPT)
                || (!folders.isEmpty() && folders.getFirst().equals("tools"))
                || SCRIPT_NAME.matcher(name).matches();
        return script && CODE.contains(language) ? Context.SCRIPT : Context.PRODUCTION;
    }

    /** A package called {@code script} among others runs or reads scripts; those of the project lie in folders without sources. */
    private static List<String> withoutPackageOfScripts(List<String> folders) {
        int at = folders.indexOf("script");
        boolean isPackage = at > 0
                && at + 1 < folders.size()
                && PACKAGES.contains(folders.get(at - 1))
                && folders.get(at + 1).equals("src");
        return isPackage ? folders.subList(at + 1, folders.size()) : folders;
    }

    private static boolean isExample(List<String> folders, String name) {
        return anyOf(folders, EXAMPLE)
                || folders.stream()
                        .anyMatch(folder -> EXAMPLES_OF.matcher(folder).matches())
                || isReproduction(folders)
                || isStarter(folders)
                || EXAMPLE_NAME.matcher(name).matches();
    }

    /** A program for each report of a problem, which does no more than show it: {@code issues/1143}. */
    private static boolean isReproduction(List<String> folders) {
        List<String> above = aboveSources(folders);
        int number = above.indexOf("issues") + 1;
        boolean numbered = number > 0
                && number < above.size()
                && ISSUE.matcher(above.get(number)).matches();
        return numbered || anyOf(above, REPRODUCTIONS);
    }

    /** {@code components/test} and {@code pages/test} are as likely a feature; what only tests import counts as tests. */
    private static boolean isFeature(List<String> folders) {
        int at = folders.indexOf("test");
        return at > 0
                && FEATURES.contains(folders.get(at - 1))
                && folders.stream().filter(TEST::contains).count() == 1;
    }

    /** Templates of projects; deeper down the word means pages, mails or a feature, which are the product. */
    private static boolean isStarter(List<String> folders) {
        return isStarter(folders, folders.indexOf("templates")) || isStarter(folders, folders.indexOf("template"));
    }

    private static boolean isStarter(List<String> folders, int at) {
        return at == 0
                || (at > 0
                        && folders.subList(0, at).stream()
                                .anyMatch(folder -> STARTER.matcher(folder).matches()));
    }

    private static boolean anyOf(List<String> folders, Set<String> names) {
        return folders.stream().anyMatch(names::contains);
    }

    /**
     * The folders whose names are conventions. Below {@code src/main/java} and its like they are package names
     * ({@code com/example}), so they say nothing; below the {@code src/main} of an Electron application they do.
     */
    private static List<String> outsideOfSources(List<String> folders) {
        for (int at = 0; at + 2 < folders.size(); at++) {
            if (folders.get(at).equals("src")
                    && folders.get(at + 1).equals("main")
                    && OF_PACKAGES.contains(folders.get(at + 2))) {
                return folders.subList(0, at);
            }
        }
        return folders;
    }

    /** Below {@code src} a folder {@code docs} is code that shows documents, not documents. */
    private static List<String> aboveSources(List<String> folders) {
        int sources = folders.indexOf("src");
        return sources < 0 ? folders : folders.subList(0, sources);
    }

    private static List<String> folders(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? List.of() : List.of(path.substring(0, slash).split("/", -1));
    }
}
