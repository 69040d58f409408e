package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds packages of one family whose major versions differ although they are released together. Evidence: two version
 * requirements of one manifest that each allow one major version only.
 */
final class FrameworkVersions implements RepositoryDetector {

    private static final String RULE = "npm/framework-version-mismatch";
    /** One major version: {@code 18}, {@code ^18.2.0}, {@code ~18.2}, {@code 18.x}. */
    private static final Pattern ONE_MAJOR = Pattern.compile("[\\^~=v]?\\s*(\\d+)(\\.[\\dx*]+){0,2}(-[\\w.-]+)?");

    /**
     * Two packages that are released under one major version.
     *
     * @param breaks whether nothing runs when they differ; else types or rules do not fit
     */
    private record Pair(String main, String follower, boolean breaks) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair("react", "react-dom", true),
            new Pair("react", "@types/react", false),
            new Pair("react-dom", "@types/react-dom", false),
            new Pair("next", "eslint-config-next", false),
            new Pair("next", "@next/mdx", false),
            new Pair("next", "@next/bundle-analyzer", false),
            new Pair("next", "@next/font", false),
            new Pair("vue", "@vue/compiler-sfc", true),
            new Pair("vue", "@vue/server-renderer", true),
            new Pair("@angular/core", "@angular/common", true),
            new Pair("@angular/core", "@angular/compiler", true),
            new Pair("@angular/core", "@angular/router", true),
            new Pair("@angular/core", "@angular/forms", true),
            new Pair("@angular/core", "@angular/platform-browser", true),
            new Pair("@angular/core", "@angular/animations", true),
            new Pair("@angular/core", "@angular/compiler-cli", true),
            new Pair("vitest", "@vitest/ui", true),
            new Pair("vitest", "@vitest/coverage-v8", true),
            new Pair("vitest", "@vitest/coverage-istanbul", true),
            new Pair("vitest", "@vitest/browser", true),
            new Pair("jest", "babel-jest", true),
            new Pair("jest", "jest-environment-jsdom", true),
            new Pair("jest", "@types/jest", false),
            new Pair("prisma", "@prisma/client", true),
            new Pair("@nestjs/core", "@nestjs/common", true),
            new Pair("@nestjs/core", "@nestjs/platform-express", true),
            new Pair("@nestjs/core", "@nestjs/testing", true),
            new Pair("@trpc/server", "@trpc/client", true),
            new Pair("@typescript-eslint/parser", "@typescript-eslint/eslint-plugin", false),
            new Pair("storybook", "@storybook/react", true),
            new Pair("storybook", "@storybook/vue3", true),
            new Pair("storybook", "@storybook/react-vite", true),
            new Pair("storybook", "@storybook/nextjs", true));

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        for (NpmPackage npm : repository.model(NpmWorkspace.MODEL).packages()) {
            PAIRS.forEach(pair -> inspect(repository, npm, pair, sink));
        }
    }

    /**
     * The root of the workspace says the version for all of its members, so that the manifest's own entry has no effect
     * where it is installed with them.
     */
    private static boolean isPinned(Repository repository, NpmPackage npm, Pair pair) {
        WorkspaceRoots roots = repository.model(WorkspaceRoots.MODEL);
        return (roots.pins(npm, pair.main()) || roots.pins(npm, pair.follower())) && !isOpenedAlone(repository, npm);
    }

    /** Whether the README leads to this folder alone in an editor of the browser, which installs nothing around it. */
    private static boolean isOpenedAlone(Repository repository, NpmPackage npm) {
        return !npm.folder().isEmpty()
                && repository.text("README.md").stream()
                        .flatMap(String::lines)
                        .filter(line -> line.contains("stackblitz.com/") || line.contains("codesandbox.io/"))
                        .anyMatch(line -> line.matches(".*/" + Pattern.quote(npm.folder()) + "(?![\\w/-]).*"));
    }

    private static void inspect(Repository repository, NpmPackage npm, Pair pair, FindingSink sink) {
        Optional<Entry> main = entry(npm, pair.main());
        Optional<Entry> follower = entry(npm, pair.follower());
        Optional<String> expected = main.flatMap(FrameworkVersions::major);
        Optional<String> actual = follower.flatMap(FrameworkVersions::major);
        if (expected.isEmpty() || actual.isEmpty() || expected.equals(actual) || isPinned(repository, npm, pair)) {
            return;
        }
        sink.report(Draft.of(RULE, Location.line(npm.path(), follower.get().line()))
                .scope(pair.follower())
                .with("package", pair.follower())
                .with("version", follower.get().value().string().orElse(""))
                .with("other", pair.main())
                .with("otherVersion", main.get().value().string().orElse(""))
                .with("line", main.get().line())
                .severity(pair.breaks() ? Severity.HIGH : Severity.MEDIUM));
    }

    private static Optional<Entry> entry(NpmPackage npm, String name) {
        return Stream.of(NpmPackage.DEPENDENCIES, NpmPackage.DEV_DEPENDENCIES)
                .flatMap(section -> npm.section(section).stream())
                .filter(entry -> entry.key().equals(name))
                .findFirst();
    }

    /** The only major version that a requirement allows; below 1.0 each minor version is one of its own. */
    private static Optional<String> major(Entry entry) {
        return entry.value()
                .string()
                .map(version -> ONE_MAJOR.matcher(version.strip()))
                .filter(Matcher::matches)
                .map(match -> match.group(1));
    }
}
