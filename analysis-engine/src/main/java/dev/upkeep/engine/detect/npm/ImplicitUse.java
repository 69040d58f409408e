package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Packages that do their work without being named: peers, drivers, polyfills and global types; icons and fonts that a
 * tool finds by names of its own; what another package of the workspace asks its users for.
 *
 * @param askedBySiblings what the packages of the workspace that each one uses ask their users to bring
 * @param serverEntries the packages that hold an {@code entry.server} of their own
 */
record ImplicitUse(
        NpmWorkspace workspace,
        LockFiles locks,
        Map<NpmPackage, Set<String>> askedBySiblings,
        Set<NpmPackage> serverEntries) {

    private static final Pattern ALWAYS = Pattern.compile(
            "typescript|tslib|@swc/helpers|@babel/(core|runtime|runtime-corejs\\d)|core-js.*|regenerator-runtime"
                    + "|react|react-dom|react-is|react-native.*|expo.*|@expo/.*|@capacitor/.*|cordova-.*|@react-native.*|prop-types"
                    + "|sharp|postcss|autoprefixer|eslint|prettier|webpack|vite|rollup|esbuild|jsdom|happy-dom|jest|vitest|mocha"
                    + "|jest-environment-.*|@vitest/.*|sass|sass-embedded|node-sass|less|stylus|pg|pg-native|pg-hstore|mysql2?|sqlite3|better-sqlite3"
                    + "|tedious|mongodb|redis|oracledb|reflect-metadata|graphql|rxjs|zone\\.js|bufferutil|utf-8-validate|encoding|fsevents"
                    + "|@opentelemetry/.*|pino-pretty|oxlint-tsgolint|@playwright/browser-.*|postinstall-postinstall|husky|encoding|class-transformer|class-validator|@emotion/(react|styled)"
                    + "|@angular/.*|@docusaurus/.*|@mdx-js/react|svelte|vue|vue-template-compiler|@vue/compiler-sfc|@sveltejs/.*|@nestjs/platform-.*|hono|next|nuxt"
                    + "|@iconify-json/.*|@iconify/json|react-scripts(-ts)?"
                    + "|@types/(node|jest|mocha|jasmine|chai|cypress|chrome|webpack-env|google.*|gapi.*|wicg.*|w3c.*|web(xr|gl|gpu|rtc|midi|assembly|-bluetooth|-locks-api|appsec).*|dom-.*|css-font-loading-module|facebook.*|youtube|resize-observer-browser)");

    /** What one of these tools looks for by itself once it is declared too. */
    private record Companion(Pattern packages, List<String> tools) {

        static Companion of(String packages, String tools) {
            return new Companion(Pattern.compile(packages), List.of(tools.split(" ", -1)));
        }
    }

    private static final List<Companion> COMPANIONS = List.of(
            Companion.of("@fontsource(-variable)?/.*", "unplugin-fonts"),
            Companion.of("@fontsource(-variable)?/.*", "vite-plugin-fonts"),
            Companion.of("@react-email/(preview-server|ui)", "react-email"),
            Companion.of("@lezer/lr", "@lezer/generator"),
            Companion.of("eslint-import-resolver-.*", "eslint-plugin-import"),
            Companion.of("babel-jest", "jest"),
            Companion.of("@nuxt/devtools", "nuxt"),
            Companion.of("webpack-dev-server", "webpack-cli"),
            Companion.of("ts-node", "jest mocha gulp ava nodemon typeorm knex webpack-cli @cucumber/cucumber"),
            Companion.of("@storybook/.*", "storybook"),
            Companion.of("react-compiler-runtime", "babel-plugin-react-compiler"),
            Companion.of("sails-hook-.*", "sails"),
            Companion.of("db-migrate-(?!shared$).*", "db-migrate"),
            Companion.of("@next/(mdx|swc-.*)", "next"),
            Companion.of("styled-jsx", "next"),
            Companion.of("@vueuse/.*", "@vueuse/nuxt"),
            Companion.of("@wdio/.*", "@wdio/cli webdriverio"),
            Companion.of("@web/dev-server-.*", "@web/test-runner"),
            Companion.of("firebase-admin|@google-cloud/functions-framework", "firebase-functions"),
            Companion.of("@fails-components/webtransport-.*", "@fails-components/webtransport"),
            Companion.of("textlint-.*", "textlint"),
            Companion.of("conventional-changelog-.*", "conventional-changelog conventional-changelog-cli"),
            Companion.of("@vuepress/(theme|plugin)-.*|vuepress-(theme|plugin)-.*", "vuepress @vuepress/core"));

    /** Versions that put a package in the place of another: one by another name, or a copy at a place on the disk. */
    private static final Pattern ELSEWHERE = Pattern.compile("(npm|file|link|portal):|\\.{1,2}/");

    /** What the entry of the server that React Router or Remix brings imports from the application. */
    private static final Pattern DEFAULT_ENTRY =
            Pattern.compile("isbot|@(react-router|remix-run)/(node|cloudflare|architect)");

    static ImplicitUse of(Repository repository) {
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        Set<NpmPackage> serverEntries = repository.files().stream()
                .filter(file -> Paths.name(file.path()).startsWith("entry.server."))
                .flatMap(file -> workspace.owner(file.path()).stream())
                .collect(Collectors.toSet());
        return new ImplicitUse(workspace, repository.model(LockFiles.MODEL), askedBySiblings(workspace), serverEntries);
    }

    boolean covers(NpmPackage npm, Entry entry) {
        String name = entry.key();
        boolean elsewhere = entry.value()
                .string()
                .filter(version -> ELSEWHERE.matcher(version).lookingAt())
                .isPresent();
        return elsewhere
                || ALWAYS.matcher(name).matches()
                || COMPANIONS.stream()
                        .anyMatch(each -> each.packages().matcher(name).matches()
                                && each.tools().stream().anyMatch(npm::declares))
                || servesByDefault(npm, name)
                || locks.isPeer(npm, name)
                || (isLintPlugin(name) && !locks.knowsPeers(npm) && sharesLintRules(npm))
                || askedBySiblings.getOrDefault(npm, Set.of()).contains(name)
                || npm.manifest().at("peerDependencies", name).isPresent()
                || npm.manifest().at("optionalDependencies", name).isPresent();
    }

    private boolean servesByDefault(NpmPackage npm, String name) {
        return DEFAULT_ENTRY.matcher(name).matches()
                && (npm.declares("@react-router/dev") || npm.declares("@remix-run/dev"))
                && !serverEntries.contains(npm);
    }

    static boolean isLintPlugin(String name) {
        return name.matches("(@[\\w.-]+/)?eslint-plugin(-.+)?");
    }

    /** Shared rules ask their users for the plug-ins that they are made for. */
    static boolean sharesLintRules(NpmPackage npm) {
        return npm.section(NpmPackage.DEV_DEPENDENCIES).stream()
                .map(Entry::key)
                .anyMatch(name ->
                        name.matches("(@[\\w.-]+/)?eslint-config(-.+)?") && !name.equals("eslint-config-prettier"));
    }

    private static Map<NpmPackage, Set<String>> askedBySiblings(NpmWorkspace workspace) {
        Map<NpmPackage, Set<String>> asked = new HashMap<>();
        for (NpmPackage npm : workspace.packages()) {
            Set<String> used = npm.declared();
            asked.put(
                    npm,
                    workspace.packages().stream()
                            .filter(other -> other.name().filter(used::contains).isPresent())
                            .flatMap(other -> other.section("peerDependencies").stream())
                            .map(Entry::key)
                            .collect(Collectors.toSet()));
        }
        return asked;
    }

    /** The commands that a package of the workspace brings. */
    Set<String> commands(String dependency) {
        return Set.copyOf(workspace.packages().stream()
                .filter(npm -> npm.name().filter(dependency::equals).isPresent())
                .flatMap(npm -> npm.section("bin").stream())
                .map(Entry::key)
                .toList());
    }
}
