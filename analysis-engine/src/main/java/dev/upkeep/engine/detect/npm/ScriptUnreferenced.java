package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds script files of a package that nothing in the repository names: no npm script, workflow, container file, other
 * script or page of documentation. Evidence: the text of all of these, searched for the file's name without extension.
 */
final class ScriptUnreferenced implements RepositoryDetector {

    private static final String RULE = "npm/script-unreferenced";
    private static final Pattern PLACE = Pattern.compile("(.*/)?scripts/[^/]+\\.([cm]?[jt]s|sh|py)");
    private static final Pattern SELF_EXPLAINING =
            Pattern.compile("(index|utils?|helpers?|common|constants|types|config)(\\..*)?");
    /** Dated like migrations: run by hand, once. */
    private static final Pattern ONE_OFF = Pattern.compile("^(19|20)\\d{2}[-_.]?\\d{2}[-_.]?\\d{2}");

    private static final Pattern BUNDLER = Pattern.compile("(rollup|webpack|vite|rspack|rsbuild|esbuild|tsup)\\..*");

    private static final int LARGEST = 2 << 20;

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<AnalysedFile> candidates = repository.files().stream()
                .filter(file -> file.path().contains("scripts/")
                        && PLACE.matcher(file.path()).matches()
                        && isCandidate(repository, file))
                .toList();
        if (candidates.isEmpty()) {
            return;
        }
        Set<String> imported = imported(repository);
        List<Candidate> unnamed = new ArrayList<>(candidates.stream()
                .map(Candidate::of)
                .filter(each -> !imported.contains(each.pathOfStem()))
                .toList());
        for (AnalysedFile file : repository.files()) {
            if (!unnamed.isEmpty() && mayName(file)) {
                repository
                        .text(file.path())
                        .map(text -> Reader.of(file, text))
                        .ifPresent(reader -> unnamed.removeIf(each -> each.isNamed(reader)));
            }
        }
        unnamed.forEach(each -> sink.report(draft(repository, each.file())));
    }

    /** The files that others import by their paths, without extensions. */
    private static Set<String> imported(Repository repository) {
        return repository.files().stream()
                .flatMap(file -> file.facts().links().stream()
                        .filter(link ->
                                ScriptLinks.isImport(link) && link.target().startsWith("."))
                        .flatMap(link -> Paths.resolve(Paths.folder(file.path()), link.target()).stream()))
                .map(path -> path.replaceFirst("\\.[cm]?[jt]sx?$", ""))
                .collect(Collectors.toSet());
    }

    private static Draft draft(Repository repository, AnalysedFile file) {
        Draft draft = Draft.of(RULE, Location.file(file.path()))
                .scope(Paths.name(file.path()))
                .with("file", file.path())
                .with("lines", file.facts().lines().total());
        return ScriptEntry.of(repository, file.path()).map(draft::fix).orElse(draft);
    }

    private static boolean isCandidate(Repository repository, AnalysedFile file) {
        boolean ownedByNpm =
                repository.model(NpmWorkspace.MODEL).owner(file.path()).isPresent();
        return ownedByNpm
                && file.context() == Context.SCRIPT
                && !ONE_OFF.matcher(Paths.name(file.path())).find()
                && !SELF_EXPLAINING.matcher(Paths.name(file.path())).matches()
                && !Paths.isTestMaterial(file.path());
    }

    private static boolean mayName(AnalysedFile file) {
        boolean product = Set.of(Language.CSS, Language.CSV, Language.BINARY, Language.SQL)
                .contains(file.language());
        return !product && file.context() != Context.VENDORED && file.entry().size() < LARGEST;
    }

    /**
     * A file that may name scripts.
     *
     * @param source whether it is code of the product
     * @param bundler whether it holds the settings of a bundler
     */
    private record Reader(String path, String text, boolean source, boolean bundler) {

        static Reader of(AnalysedFile file, String text) {
            boolean bundler = BUNDLER.matcher(Paths.name(file.path())).matches();
            return new Reader(file.path(), text, isSource(file), bundler);
        }

        private static boolean isSource(AnalysedFile file) {
            return file.language() == Language.RUST
                    || (Scripts.LANGUAGES.contains(file.language())
                            && file.context() != Context.SCRIPT
                            && !ToolFiles.isToolConfig(file.path())
                            && Paths.folder(file.path()).contains("src"));
        }
    }

    /** A script and how others would name it. */
    private record Candidate(AnalysedFile file, String name, String stem) {

        static Candidate of(AnalysedFile file) {
            String name = Paths.name(file.path());
            return new Candidate(file, name, name.substring(0, name.lastIndexOf('.')));
        }

        String pathOfStem() {
            return file.path().substring(0, file.path().lastIndexOf('.'));
        }

        /** In sources many a function is called like a script, so that only the whole name counts there. */
        boolean isNamed(Reader reader) {
            return !file.path().equals(reader.path())
                    && (reader.text().contains(reader.source() ? name : stem) || isCopied(reader));
        }

        /** {@code src: "src/workers/scripts/**"} in the settings of a bundler, which are for the package's own files. */
        private boolean isCopied(Reader reader) {
            if (!reader.bundler()) {
                return false;
            }
            String folder = Paths.folder(file.path());
            String home = Paths.folder(reader.path());
            return Paths.isWithin(file.path(), home)
                    && reader.text().contains((home.isEmpty() ? folder : folder.substring(home.length() + 1)) + "/*");
        }
    }
}
