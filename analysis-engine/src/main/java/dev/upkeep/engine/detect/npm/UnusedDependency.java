package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds declared packages that nothing below their manifest names. Evidence: the imports of every source, and the text of
 * scripts, settings, style sheets and templates. Packages that work without being named, as peers, drivers, polyfills
 * and global types do, are left out.
 */
final class UnusedDependency implements RepositoryDetector {

    private static final String RULE = "npm/unused-dependency";
    private static final Pattern IMPLICIT = Pattern.compile(
            "typescript|tslib|@swc/helpers|@babel/(core|runtime|runtime-corejs\\d)|core-js.*|regenerator-runtime|.*polyfill.*"
                    + "|react|react-dom|react-is|react-native.*|expo.*|@expo/.*|@capacitor/.*|cordova-.*|@react-native.*|prop-types"
                    + "|sharp|postcss|autoprefixer|eslint|prettier|webpack|vite|rollup|esbuild|jsdom|happy-dom|jest|vitest|mocha"
                    + "|jest-environment-.*|@vitest/.*|sass|sass-embedded|node-sass|less|stylus|pg|pg-native|pg-hstore|mysql2?|sqlite3|better-sqlite3"
                    + "|tedious|mongodb|redis|oracledb|reflect-metadata|graphql|rxjs|zone\\.js|bufferutil|utf-8-validate|encoding|fsevents"
                    + "|@opentelemetry/.*|pino-pretty|oxlint-tsgolint|@playwright/browser-.*|postinstall-postinstall|ts-node|husky|encoding|class-transformer|class-validator|@emotion/(react|styled)"
                    + "|@angular/.*|@docusaurus/.*|@mdx-js/react|svelte|vue|vue-template-compiler|@vue/compiler-sfc|@sveltejs/.*|@nestjs/platform-.*|hono|next|nuxt"
                    + "|@types/(node|jest|mocha|jasmine|chai|cypress|chrome|webpack-env|google.*|gapi.*|wicg.*|web.*|dom.*|css.*|facebook.*|youtube|resize-observer-browser)");
    /** Imported somewhere in the repository by sources whose own manifests do not declare it. */
    private static final Model<Set<String>> BORROWED = new Model<>("npm.borrowed", UnusedDependency::borrowed);

    private static final Pattern TOOL_PART = Pattern.compile(
            ".*(^|[-/@])(plugin|preset|loader|config|cli|eslint|babel|jest|webpack|rollup|vite|postcss|stylelint|prettier|karma|gulp|grunt|storybook|types?)([-/].*|$)");
    /** Commands whose name is not that of their package. */
    private static final Map<String, List<String>> COMMANDS = Map.ofEntries(
            Map.entry("@biomejs/biome", List.of("biome")),
            Map.entry("@changesets/cli", List.of("changeset")),
            Map.entry("@playwright/test", List.of("playwright")),
            Map.entry("@tauri-apps/cli", List.of("tauri")),
            Map.entry("@graphql-codegen/cli", List.of("graphql-codegen", "codegen")),
            Map.entry("npm-run-all", List.of("run-s", "run-p")),
            Map.entry("npm-run-all2", List.of("run-s", "run-p")),
            Map.entry("npm-check-updates", List.of("ncu")),
            Map.entry("typescript", List.of("tsc")),
            Map.entry("@babel/cli", List.of("babel")),
            Map.entry("@swc/cli", List.of("swc")),
            Map.entry("json-server", List.of("json-server")),
            Map.entry("shx", List.of("shx")),
            Map.entry("@arethetypeswrong/cli", List.of("attw")),
            Map.entry("dotenv-cli", List.of("dotenv")));

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        LockFiles locks = repository.model(LockFiles.MODEL);
        Set<String> borrowed = repository.model(BORROWED);
        for (NpmPackage npm : repository.model(NpmWorkspace.MODEL).packages()) {
            PackageMentions mentions = new PackageMentions(repository, npm);
            if (mentions.hasSources()) {
                Declared declared = new Declared(npm, mentions, locks, borrowed);
                inspect(declared, NpmPackage.DEPENDENCIES, sink);
                inspect(declared, NpmPackage.DEV_DEPENDENCIES, sink);
            }
        }
    }

    private static void inspect(Declared declared, String section, FindingSink sink) {
        for (Entry entry : declared.npm().section(section)) {
            if (!declared.isImplicit(entry) && !isUsed(declared.npm(), declared.mentions(), entry.key())) {
                sink.report(draft(declared.npm(), entry, section));
            }
        }
    }

    /** One manifest and what is known of how its packages are used. */
    private record Declared(NpmPackage npm, PackageMentions mentions, LockFiles locks, Set<String> borrowed) {

        boolean isImplicit(Entry entry) {
            String name = entry.key();
            boolean renamed = entry.value()
                    .string()
                    .filter(version -> version.startsWith("npm:"))
                    .isPresent();
            return renamed
                    || IMPLICIT.matcher(name).matches()
                    || locks.isPeer(npm, name)
                    || borrowed.contains(name)
                    || npm.manifest().at("peerDependencies", name).isPresent()
                    || npm.manifest().at("optionalDependencies", name).isPresent();
        }
    }

    private static Set<String> borrowed(Repository repository) {
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        Set<String> names = new HashSet<>();
        for (AnalysedFile file : repository.files()) {
            workspace
                    .owner(file.path())
                    .ifPresent(npm -> file.facts().links().stream()
                            .filter(ScriptLinks::isImport)
                            .flatMap(link -> ScriptLinks.packageName(link.target()).stream())
                            .filter(name -> !names.contains(name))
                            .filter(name -> workspace.withEnclosing(npm).noneMatch(each -> each.declares(name)))
                            .forEach(names::add));
        }
        return names;
    }

    private static boolean isUsed(NpmPackage npm, PackageMentions mentions, String name) {
        if (name.startsWith("@types/")) {
            String typed = name.substring("@types/".length());
            String real = typed.contains("__") ? "@" + typed.replace("__", "/") : typed;
            return mentions.imports(name)
                    || mentions.imports(real)
                    || npm.declares(real)
                    || mentions.mentionsAny(List.of(name, real));
        }
        return mentions.imports(name) || mentions.mentionsAny(names(name));
    }

    /** How settings and scripts may write it: tools let their users leave out the affix that all parts share. */
    private static List<String> names(String name) {
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(COMMANDS.getOrDefault(name, List.of()));
        String bare = name.substring(name.lastIndexOf('/') + 1);
        String scope = name.startsWith("@") ? name.substring(0, name.indexOf('/') + 1) : "";
        String shortened = bare.replaceFirst(
                "^(eslint-(plugin|config)|babel-(plugin|preset)|(plugin|preset|config)|prettier-plugin|stylelint-config|stylelint|karma|gulp|grunt|semantic-release|remark|rehype|postcss|lint|metro|addon|jest|commitlint-config|config)-",
                "");
        String trimmed = bare.replaceFirst("-(cli|loader|plugin|webpack-plugin)$", "");
        if (!shortened.equals(bare) || !trimmed.equals(bare)) {
            names.add(shortened);
            names.add(scope + shortened);
            names.add(trimmed);
        }
        if (!scope.isEmpty()) {
            names.add(bare.equals("cli") ? name.substring(1, name.indexOf('/')) : bare);
            if (bare.matches("eslint-(plugin|config)|cli|preset|plugin")) {
                names.add(scope.substring(0, scope.length() - 1));
            }
        }
        return names;
    }

    private static Draft draft(NpmPackage npm, Entry entry, String section) {
        boolean development = section.equals(NpmPackage.DEV_DEPENDENCIES);
        boolean part = TOOL_PART.matcher(entry.key()).matches();
        Draft draft = Draft.of(RULE, Location.line(npm.path(), entry.line()))
                .scope(entry.key())
                .with("package", entry.key())
                .with("section", section)
                .with("version", entry.value().text().orElse(""))
                .confidence(part ? 0.5 : development ? 0.7 : 0.85);
        return development ? draft.severity(Severity.LOW) : draft;
    }
}
