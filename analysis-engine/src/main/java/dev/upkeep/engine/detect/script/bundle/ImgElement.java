package dev.upkeep.engine.detect.script.bundle;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.detect.script.facts.ReactFacts;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An {@code <img>} in an application of Next.js, which could serve the image in the right size. Evidence: the package
 * declares Next.js and does not switch its images off; the element names its source; no comment tells the linter off.
 */
public final class ImgElement implements RepositoryDetector {

    private static final String RULE = "next/img-element";

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        List<NpmPackage> packages = workspace.packages().stream()
                .filter(npm -> npm.declares("next") && optimises(repository, npm))
                .toList();
        for (AnalysedFile file : repository.files()) {
            Set<String> images = file.facts().words().getOrDefault(ReactFacts.IMAGES, Set.of());
            boolean inside = !images.isEmpty()
                    && workspace.owner(file.path()).filter(packages::contains).isPresent();
            if (inside && !drawsImages(file)) {
                List<String> lines = repository
                        .text(file.path())
                        .map(text -> text.lines().toList())
                        .orElse(List.of());
                images.stream()
                        .map(Integer::valueOf)
                        .sorted()
                        .filter(line -> !isDeliberate(lines, line))
                        .forEach(line -> sink.report(Draft.of(RULE, Location.line(file.path(), line))));
            }
        }
    }

    private static boolean optimises(Repository repository, NpmPackage npm) {
        return Stream.of("js", "mjs", "ts", "cjs")
                .flatMap(extension -> npm.resolve("next.config." + extension).stream())
                .flatMap(path -> repository.text(path).stream())
                .noneMatch(text -> text.matches("(?s).*(unoptimized\\s*:\\s*true|output\\s*:\\s*['\"]export['\"]).*"));
    }

    /** Pictures and mails that are drawn from markup know no other element. */
    private static boolean drawsImages(AnalysedFile file) {
        return file.facts().links().stream()
                .anyMatch(link ->
                        link.target().matches("next/og|@vercel/og|next/server|satori|@react-email/.*|react-email"));
    }

    private static boolean isDeliberate(List<String> lines, int line) {
        return lines.subList(Math.max(0, line - 3), Math.min(lines.size(), line)).stream()
                .anyMatch(text -> text.contains("no-img-element"));
    }
}
