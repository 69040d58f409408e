package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds packages that a manifest asks for at run time and that the lock file installs in several major versions, where
 * the repository can do something about it: its own manifests differ, or ask for an older one than the newest installed.
 * Evidence is the lock file; copies that it marks as needed for development only do not count.
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
            "prosemirror-model");

    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.");
    private static final Pattern RANGE = Pattern.compile("[\\^~=v ]*(\\d{1,6})(\\..*)?");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        LockFiles locks = repository.model(LockFiles.MODEL);
        Set<String> reported = new HashSet<>();
        Map<String, Set<Integer>> asked = asked(repository, locks);
        for (NpmPackage npm : repository.model(NpmWorkspace.MODEL).packages()) {
            locks.of(npm).ifPresent(lock -> {
                for (Entry entry : npm.section(NpmPackage.DEPENDENCIES)) {
                    Set<String> versions = lock.shipped().getOrDefault(entry.key(), Set.of());
                    if (majors(versions).size() > 1
                            && !DevTools.isTypes(entry.key())
                            && isOwn(entry.key(), versions, asked.getOrDefault(key(lock, entry), Set.of()))
                            && reported.add(key(lock, entry))) {
                        sink.report(draft(npm, entry, lock.path(), List.copyOf(versions)));
                    }
                }
            });
        }
    }

    /** The major versions that the manifests below a lock file ask for, by lock file and package. */
    private static Map<String, Set<Integer>> asked(Repository repository, LockFiles locks) {
        Map<String, Set<Integer>> asked = new HashMap<>();
        for (NpmPackage npm : repository.model(NpmWorkspace.MODEL).packages()) {
            locks.of(npm)
                    .ifPresent(lock -> npm.section(NpmPackage.DEPENDENCIES).forEach(entry -> {
                        Matcher major = RANGE.matcher(entry.value().text().orElse(""));
                        if (major.matches()) {
                            asked.computeIfAbsent(key(lock, entry), key -> new TreeSet<>())
                                    .add(Integer.valueOf(major.group(1)));
                        }
                    }));
        }
        return asked;
    }

    private static String key(LockFiles.Lock lock, Entry entry) {
        return lock.path() + "\n" + entry.key();
    }

    private static boolean isOwn(String name, Set<String> versions, Set<Integer> asked) {
        int newest = Collections.max(majors(versions));
        return ONE_ALLOWED.contains(name) || asked.size() > 1 || asked.stream().anyMatch(each -> each < newest);
    }

    private static Set<Integer> majors(Set<String> versions) {
        return versions.stream()
                .map(VERSION::matcher)
                .filter(Matcher::lookingAt)
                .map(major -> Integer.valueOf(major.group(1)))
                .collect(Collectors.toSet());
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
