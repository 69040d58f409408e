package dev.upkeep.engine.detect.script.bundle;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.npm.NextSettings;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.detect.script.facts.ReactFacts;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An {@code <img>} in an application of Next.js, which could serve the image in the right size. Evidence: the package
 * declares Next.js and does not switch its images off; the source is written out and leads to a photograph of some size in
 * the public folder; neither a comment nor a setting tells the linter off. What comes from users or other hosts has no
 * size that could be known.
 */
public final class ImgElement implements RepositoryDetector {

    private static final String RULE = "next/img-element";
    private static final Pattern NOT_OPTIMISED =
            Pattern.compile("unoptimized\\s*:\\s*true|output\\s*:\\s*['\"]export['\"]");
    private static final Pattern LINTER = Pattern.compile("\\.eslintrc(\\..*)?|eslint\\.config\\..*|biome\\.jsonc?");
    private static final Pattern TOLD_OFF =
            Pattern.compile("(no-img-element|noImgElement)['\"]?\\s*:\\s*\\[?\\s*(['\"]off['\"]|0)");
    private static final long WORTH_IT = 20 << 10;

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        List<NpmPackage> packages = workspace.packages().stream()
                .filter(npm -> npm.declares("next") && !NextSettings.say(repository, npm, NOT_OPTIMISED))
                .toList();
        if (packages.isEmpty() || isToldOff(repository)) {
            return;
        }
        for (AnalysedFile file : repository.files()) {
            Set<String> images = file.facts().words().getOrDefault(ReactFacts.IMAGES, Set.of());
            Optional<NpmPackage> npm = images.isEmpty()
                    ? Optional.empty()
                    : workspace.owner(file.path()).filter(packages::contains);
            if (npm.isPresent() && !drawsImages(file)) {
                images.stream()
                        .flatMap(image -> Shown.of(repository, npm.get(), image).stream())
                        .filter(shown -> !isDeliberate(repository, file, shown.line()))
                        .forEach(shown -> sink.report(shown.draft(file)));
            }
        }
    }

    /** An image that a page shows. */
    private record Shown(int line, String source, long bytes) {

        /** @param word the line, and the path below the public folder, as the facts have them */
        static Optional<Shown> of(Repository repository, NpmPackage npm, String word) {
            int at = word.indexOf('@');
            String source = word.substring(at + 1);
            return Optional.of(source)
                    .filter(path -> Paths.extension(path).matches("(?i)png|jpe?g|webp|bmp"))
                    .flatMap(path -> npm.resolve("public" + path))
                    .flatMap(path -> repository.entries().stream()
                            .filter(entry -> entry.path().equals(path) && entry.size() >= WORTH_IT)
                            .findFirst())
                    .map(entry -> new Shown(Integer.parseInt(word.substring(0, at)), source, entry.size()));
        }

        Draft draft(AnalysedFile file) {
            return Draft.of(RULE, Location.line(file.path(), line))
                    .scope(source)
                    .with("image", source)
                    .with("bytes", bytes)
                    .with("size", "%d kB".formatted(bytes >> 10));
        }
    }

    private static boolean isToldOff(Repository repository) {
        return repository.files().stream()
                .map(AnalysedFile::path)
                .filter(path -> LINTER.matcher(Paths.name(path)).matches())
                .flatMap(path -> repository.text(path).stream())
                .anyMatch(text -> TOLD_OFF.matcher(text).find());
    }

    /** Pictures and mails that are drawn from markup know no other element. */
    private static boolean drawsImages(AnalysedFile file) {
        return file.facts().links().stream()
                .anyMatch(link ->
                        link.target().matches("next/og|@vercel/og|next/server|satori|@react-email/.*|react-email"));
    }

    private static boolean isDeliberate(Repository repository, AnalysedFile file, int line) {
        List<String> lines =
                repository.text(file.path()).map(text -> text.lines().toList()).orElse(List.of());
        return lines.subList(Math.max(0, line - 3), Math.min(lines.size(), line)).stream()
                .anyMatch(text -> text.contains("no-img-element"));
    }
}
