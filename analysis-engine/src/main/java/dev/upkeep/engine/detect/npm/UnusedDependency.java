package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds declared packages that nothing below their manifest names, or that only unreachable files import. Evidence: the
 * imports of every source, and the text of scripts, settings, style sheets and templates. Packages that work without
 * being named are left out.
 */
final class UnusedDependency implements RepositoryDetector {

    private static final String RULE = "npm/unused-dependency";

    /** For parts that a tool may find by itself, and for what only files import that nothing seems to lead to. */
    private static final String MAYBE = "npm/maybe-unused-dependency";

    private static final String STYLEGUIDE = "react-styleguidist";
    private static final String ONLY_DEAD = "Only files that nothing leads to import `{package}` ({section})";

    private static final Pattern LINT_PREFIX = Pattern.compile("^eslint-(plugin|config)-?");

    @Override
    public Set<String> rules() {
        return Set.of(RULE, MAYBE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<Unused> unused = unused(repository);
        Set<String> names =
                unused.stream().flatMap(each -> quotable(each.entry())).collect(Collectors.toSet());
        if (!names.isEmpty()) {
            QuotedNames quoted = new QuotedNames(repository, names);
            unused.stream()
                    .filter(each -> !each.isHeldBy(quoted))
                    .map(Unused::draft)
                    .forEach(sink::report);
        }
    }

    private static List<Unused> unused(Repository repository) {
        List<Unused> unused = new ArrayList<>();
        ImplicitUse implicit = ImplicitUse.of(repository);
        BorrowedPackages borrowed = repository.model(BorrowedPackages.MODEL);
        UnseenSources unseen = repository.model(UnseenSources.MODEL);
        VersionTables tables = repository.model(VersionTables.MODEL);
        for (NpmPackage npm : repository.model(NpmWorkspace.MODEL).packages()) {
            PackageMentions mentions = new PackageMentions(repository, npm);
            if (mentions.hasSources() && !isForOthers(npm) && !unseen.mayImportFrom(npm) && !tables.has(npm)) {
                Declared declared =
                        new Declared(npm, mentions, PackagePrograms.of(npm, implicit.workspace()), implicit, borrowed);
                unused.addAll(declared.unused(NpmPackage.DEPENDENCIES));
                unused.addAll(declared.unused(NpmPackage.DEV_DEPENDENCIES));
            }
        }
        return unused;
    }

    /** Its name, and those of its programs: code that starts one holds that as a string. */
    private static Stream<String> quotable(Entry entry) {
        return Stream.concat(Stream.of(entry.key()), PackagePrograms.of(entry.key()).stream());
    }

    private static boolean isForOthers(NpmPackage npm) {
        return npm.isTemplate() || npm.isStarter();
    }

    /**
     * An entry that nothing alive imports and no setting names.
     *
     * @param dead whether files import it that nothing leads to
     */
    private record Unused(Declared declared, Entry entry, String section, boolean dead) {

        /** Whether a source holds the name as a string; what dead files import they hold too. */
        boolean isHeldBy(QuotedNames quoted) {
            return !dead && quotable(entry).anyMatch(name -> quoted.hold(name, sources()));
        }

        private Stream<AnalysedFile> sources() {
            return declared.mentions()
                    .files()
                    .filter(file -> Scripts.LANGUAGES.contains(file.language())
                            || (file.language() == Language.MARKDOWN && declared.compilesPages()));
        }

        Draft draft() {
            boolean development = section.equals(NpmPackage.DEV_DEPENDENCIES);
            boolean part = WrittenNames.isToolPart(entry.key());
            Draft draft = Draft.of(
                            part || dead ? MAYBE : RULE,
                            Location.line(declared.npm().path(), entry.line()))
                    .scope(entry.key())
                    .with("package", entry.key())
                    .with("section", section)
                    .with("version", entry.value().text().orElse(""))
                    .confidence(part ? 0.5 : development || dead ? 0.7 : 0.85);
            Draft worded = dead ? draft.message(ONLY_DEAD) : draft;
            return development || dead ? worded.severity(Severity.LOW) : worded;
        }
    }

    private enum Use {
        NONE,
        DEAD,
        ALIVE
    }

    /** One manifest and what is known of how its packages are used. */
    private record Declared(
            NpmPackage npm,
            PackageMentions mentions,
            PackagePrograms programs,
            ImplicitUse implicit,
            BorrowedPackages borrowed) {

        List<Unused> unused(String section) {
            List<Unused> unused = new ArrayList<>();
            for (Entry entry : npm.section(section)) {
                Use use = isImplicit(entry) ? Use.ALIVE : use(entry.key(), section);
                if (use != Use.ALIVE) {
                    unused.add(new Unused(this, entry, section, use == Use.DEAD));
                }
            }
            return unused;
        }

        /** Whether a tool compiles the examples in its pages, imports and all. */
        boolean compilesPages() {
            return npm.declares(STYLEGUIDE)
                    || npm.name().filter(STYLEGUIDE::equals).isPresent();
        }

        boolean isImplicit(Entry entry) {
            return borrowed.has(entry.key()) || implicit.covers(npm, entry);
        }

        Use use(String name, String section) {
            boolean imported = mentions.imports(name);
            if (implicit.workspace().named(name).filter(mentions::reachesInto).isPresent()) {
                return Use.ALIVE;
            }
            if (imported && mentions.importsAlive(name)) {
                return Use.ALIVE;
            }
            if (name.startsWith("@types/")) {
                return usesTypes(name) ? Use.ALIVE : Use.NONE;
            }
            List<String> names = WrittenNames.of(name);
            names.addAll(implicit.commands(name));
            implicit.locks().programs(npm, name).stream()
                    .filter(PackagePrograms::isDistinct)
                    .forEach(names::add);
            String bare = name.substring(name.lastIndexOf('/') + 1);
            // What runs in production has settings of its own seldom, and its bare name may be any word.
            if (section.equals(NpmPackage.DEV_DEPENDENCIES) || WrittenNames.isToolPart(name)) {
                names.add(bare);
                names.add("--" + bare);
            }
            if (mentions.mentionsAny(WrittenNames.withoutLonger(names))
                    || mentions.reachedByPath(name)
                    || isNamedInLintRules(name, bare)
                    || programs.mayStart(name)) {
                return Use.ALIVE;
            }
            return imported ? Use.DEAD : Use.NONE;
        }

        /** {@code plugins: ["import"]} means {@code eslint-plugin-import}, but only where ESLint reads it. */
        private boolean isNamedInLintRules(String name, String bare) {
            if (!WrittenNames.isLintPart(bare)) {
                return false;
            }
            // Shared rules of the old form look for their plug-ins from the root of those who use them.
            if (ImplicitUse.isLintPlugin(name) && readsSharedRules()) {
                return true;
            }
            String scope = name.startsWith("@") ? name.substring(0, name.indexOf('/')) : "";
            String plain = LINT_PREFIX.matcher(bare).replaceFirst("");
            return mentions.lintRulesMention(plain.isEmpty() ? scope : scope.isEmpty() ? plain : scope + "/" + plain);
        }

        private boolean readsSharedRules() {
            return (ImplicitUse.sharesLintRules(npm) && mentions.lintRulesMention("FlatCompat"))
                    || npm.declared().stream().anyMatch(each -> mentions.lintRulesMention(each + "/.eslintrc"));
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
}
