package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.FileDetector;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds packages that one manifest names twice: in {@code dependencies} and in {@code devDependencies}, or two times in
 * the same section. Evidence is the manifest alone.
 */
final class DuplicateDependency implements FileDetector {

    private static final String RULE = "npm/duplicate-dependency";

    /** A requirement of versions of one major: {@code ^6.28.1}, {@code 6.x}. */
    private static final Pattern ONE_MAJOR = Pattern.compile("^[\\^~=v]*(\\d{1,9})(\\.[\\w*.+-]+)?$");

    /** A manifest among the tests of sources is what they are tried on. */
    private static final Pattern TRIED_ON = Pattern.compile("(^|/)src/(.+/)?(tests?|__tests__|spec)/.+");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public boolean accepts(SourceFile file) {
        return file.entry().name().equals("package.json")
                && file.context() != Context.VENDORED
                && file.context() != Context.GENERATED
                && !Paths.isTestMaterial(file.path())
                && !TRIED_ON.matcher(file.path()).matches();
    }

    @Override
    public void detect(SourceFile file, FindingSink sink) {
        NpmWorkspace.parse(file.path(), file.text()).ifPresent(npm -> {
            acrossSections(file, npm, sink);
            NpmPackage.SECTIONS.forEach(section -> inSection(file, npm, section, sink));
        });
    }

    private static void acrossSections(SourceFile file, NpmPackage npm, FindingSink sink) {
        Map<String, Entry> development = new HashMap<>();
        npm.section(NpmPackage.DEV_DEPENDENCIES).forEach(entry -> development.put(entry.key(), entry));
        for (Entry entry : npm.section(NpmPackage.DEPENDENCIES)) {
            Entry twin = development.get(entry.key());
            if (twin != null && !isNarrowed(npm, entry, twin)) {
                sink.report(draft(entry, twin, NpmPackage.DEPENDENCIES, NpmPackage.DEV_DEPENDENCIES, file));
            }
        }
    }

    /** A published package leaves several versions to its users, and is itself developed with one of them. */
    private static boolean isNarrowed(NpmPackage npm, Entry users, Entry own) {
        String wide = users.value().string().orElse("");
        String narrow = own.value().string().orElse("");
        return !npm.isPrivate()
                && wide.contains("||")
                && !narrow.contains("||")
                && ONE_MAJOR
                        .matcher(narrow.strip())
                        .results()
                        .anyMatch(found -> new VersionRange(wide).admits(Integer.parseInt(found.group(1))));
    }

    private static void inSection(SourceFile file, NpmPackage npm, String section, FindingSink sink) {
        Map<String, Entry> first = new HashMap<>();
        for (Entry entry : npm.section(section)) {
            Entry twin = first.putIfAbsent(entry.key(), entry);
            if (twin != null) {
                sink.report(draft(twin, entry, section, section, file));
            }
        }
    }

    /** Reports the second of two: it is the one that wins, and the one to take away. */
    private static Draft draft(Entry kept, Entry twin, String section, String twinSection, SourceFile file) {
        Draft draft = Draft.of(RULE, Location.line(file.path(), twin.line()))
                .scope(twin.key())
                .with("package", twin.key())
                .with("section", section)
                .with("version", kept.value().text().orElse(""))
                .with("twinSection", twinSection)
                .with("twinVersion", twin.value().text().orElse(""))
                .with("line", kept.line());
        boolean sameVersion = kept.value().text().equals(twin.value().text());
        return sameVersion
                ? JsonLines.of(file)
                        .removal(
                                List.of(twin.line()),
                                "Take `" + twin.key() + "` out of `" + twinSection
                                        + "`; then install, so that the lock file follows")
                        .map(draft::fix)
                        .orElse(draft)
                : draft;
    }
}
