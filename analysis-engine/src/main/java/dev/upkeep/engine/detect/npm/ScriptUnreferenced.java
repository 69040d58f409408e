package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
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

    private static final int LARGEST = 512 << 10;

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<AnalysedFile> candidates = repository.files().stream()
                .filter(file -> PLACE.matcher(file.path()).matches() && isCandidate(repository, file))
                .toList();
        if (candidates.isEmpty()) {
            return;
        }
        List<AnalysedFile> unnamed = new ArrayList<>(candidates);
        for (AnalysedFile reader : repository.files()) {
            if (mayName(reader) && !unnamed.isEmpty()) {
                repository
                        .text(reader.path())
                        .ifPresent(text -> unnamed.removeIf(
                                file -> !file.path().equals(reader.path()) && text.contains(nameIn(reader, file))));
            }
        }
        unnamed.forEach(file -> sink.report(draft(repository, file)));
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
        boolean source =
                Set.of(Language.TYPESCRIPT, Language.TSX, Language.JAVASCRIPT).contains(file.language())
                        && file.context() != Context.SCRIPT
                        && !ToolFiles.isToolConfig(file.path())
                        && Paths.folder(file.path()).contains("src");
        return !product
                && !source
                && file.context() != Context.VENDORED
                && file.entry().size() < LARGEST;
    }

    /** In Rust many a function is called like a script, so that only the whole name counts there. */
    private static String nameIn(AnalysedFile reader, AnalysedFile file) {
        return reader.language() == Language.RUST ? Paths.name(file.path()) : stem(file);
    }

    private static String stem(AnalysedFile file) {
        String name = Paths.name(file.path());
        return name.substring(0, name.lastIndexOf('.'));
    }
}
