package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds packages that a manifest asks for at run time and that the lock file installs in several major versions. Evidence
 * is the lock file.
 */
final class MultipleVersions implements RepositoryDetector {

    private static final String RULE = "npm/multiple-versions";
    /** They keep state in the module, so two of them in one program do not know each other. */
    private static final Set<String> ONE_ALLOWED = Set.of(
            "react",
            "react-dom",
            "vue",
            "svelte",
            "@angular/core",
            "graphql",
            "styled-components",
            "@emotion/react",
            "yjs",
            "three",
            "rxjs",
            "redux",
            "react-redux",
            "react-router",
            "mobx",
            "i18next",
            "prosemirror-model");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        LockFiles locks = repository.model(LockFiles.MODEL);
        Set<String> reported = new HashSet<>();
        for (NpmPackage npm : repository.model(NpmWorkspace.MODEL).packages()) {
            locks.of(npm).ifPresent(lock -> {
                for (Entry entry : npm.section(NpmPackage.DEPENDENCIES)) {
                    Set<String> versions = lock.versions().getOrDefault(entry.key(), Set.of());
                    if (majors(versions) > 1 && reported.add(lock.path() + "\n" + entry.key())) {
                        sink.report(draft(npm, entry, lock.path(), List.copyOf(versions)));
                    }
                }
            });
        }
    }

    private static long majors(Set<String> versions) {
        return versions.stream()
                .map(version -> version.substring(0, Math.max(0, version.indexOf('.'))))
                .distinct()
                .count();
    }

    private static Draft draft(NpmPackage npm, Entry entry, String lock, List<String> versions) {
        Draft draft = Draft.of(RULE, Location.line(npm.path(), entry.line()))
                .scope(entry.key())
                .with("package", entry.key())
                .with("versions", versions)
                .with("count", versions.size())
                .with("lock", lock)
                .with("required", entry.value().text().orElse(""));
        return ONE_ALLOWED.contains(entry.key()) ? draft.severity(Severity.MEDIUM) : draft;
    }
}
