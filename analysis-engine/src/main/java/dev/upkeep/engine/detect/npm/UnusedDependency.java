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
 * Finds declared packages that nothing below their manifest names, or that only unreachable files import. Evidence: the
 * imports of every source, and the text of scripts, settings, style sheets and templates. Packages that work without
 * being named are left out.
 */
final class UnusedDependency implements RepositoryDetector {

    private static final String RULE = "npm/unused-dependency";
    private static final String ONLY_DEAD = "Only files that nothing leads to import `{package}` ({section})";
    private static final double SURE_OF_DEAD = 0.7;

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
            Map.entry("tailwindcss", List.of("@tailwind", "@apply")),
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
        ImplicitUse implicit = ImplicitUse.of(repository);
        Set<String> borrowed = repository.model(BORROWED);
        for (NpmPackage npm : repository.model(NpmWorkspace.MODEL).packages()) {
            PackageMentions mentions = new PackageMentions(repository, npm);
            if (mentions.hasSources()) {
                Declared declared = new Declared(npm, mentions, implicit, borrowed);
                inspect(declared, NpmPackage.DEPENDENCIES, sink);
                inspect(declared, NpmPackage.DEV_DEPENDENCIES, sink);
            }
        }
    }

    private static void inspect(Declared declared, String section, FindingSink sink) {
        for (Entry entry : declared.npm().section(section)) {
            if (!declared.isImplicit(entry)) {
                Draft draft = draft(declared.npm(), entry, section);
                switch (declared.use(entry.key())) {
                    case NONE -> sink.report(draft);
                    case DEAD ->
                        sink.report(draft.message(ONLY_DEAD)
                                .confidence(SURE_OF_DEAD)
                                .severity(Severity.LOW));
                    case ALIVE -> {
                        // As it should be.
                    }
                }
            }
        }
    }

    private enum Use {
        NONE,
        DEAD,
        ALIVE
    }

    /** One manifest and what is known of how its packages are used. */
    private record Declared(NpmPackage npm, PackageMentions mentions, ImplicitUse implicit, Set<String> borrowed) {

        boolean isImplicit(Entry entry) {
            return borrowed.contains(entry.key()) || implicit.covers(npm, entry);
        }

        Use use(String name) {
            boolean imported = mentions.imports(name);
            if (imported && mentions.importsAlive(name)) {
                return Use.ALIVE;
            }
            if (name.startsWith("@types/")) {
                return usesTypes(name) ? Use.ALIVE : Use.NONE;
            }
            List<String> names = names(name);
            names.addAll(implicit.commands(name));
            if (mentions.mentionsAny(names)) {
                return Use.ALIVE;
            }
            return imported ? Use.DEAD : Use.NONE;
        }

        private boolean usesTypes(String name) {
            String typed = name.substring("@types/".length());
            String real = typed.contains("__") ? "@" + typed.replace("__", "/") : typed;
            return mentions.imports(name)
                    || mentions.imports(real)
                    || npm.declares(real)
                    || mentions.mentionsAny(List.of(name, real));
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
                            .filter(name -> !workspace.declares(npm, name))
                            .forEach(names::add));
        }
        return names;
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
