package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.FindingReview;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.TestCases;
import dev.upkeep.engine.detect.script.graph.ImportGraph;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.source.Context;
import java.util.Set;

/**
 * Takes back what is said of files that are there to be wrong. Evidence: the file lies among the material of tests, or is
 * input of a case, and nothing from elsewhere imports it.
 */
final class BrokenFixtureReview implements FindingReview {

    private static final Set<String> IMPORTS = Set.of("import", "export-from", "require", "dynamic-import");

    @Override
    public Set<String> rules() {
        return Set.of(UnparsableSource.RULE);
    }

    @Override
    public boolean stands(Draft draft, Repository repository) {
        String path = draft.location().path();
        TestCases cases = repository.model(TestCases.MODEL);
        return repository.file(path).filter(file -> isMaterial(file, cases)).isEmpty()
                || repository.model(ImportGraph.MODEL).importers(path).stream()
                        .flatMap(importer -> repository.file(importer).stream())
                        .anyMatch(importer -> !isMaterial(importer, cases) && imports(importer, path));
    }

    /** Whether it is more than a text with the name of the file, as stands where a tool is told its input. */
    private static boolean imports(AnalysedFile importer, String path) {
        String name = stem(path).equals("index") ? Paths.name(Paths.folder(path)) : stem(path);
        return importer.facts().links().stream()
                .filter(link -> IMPORTS.contains(link.kind()))
                .map(link -> stem(link.target()))
                .anyMatch(target -> target.equals(name) || target.equals(stem(path)));
    }

    private static String stem(String path) {
        String name = Paths.name(path);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    private static boolean isMaterial(AnalysedFile file, TestCases cases) {
        return file.context() == Context.TEST
                && !TestCases.isTestByName(file)
                && (Paths.isTestMaterial(file.path()) || cases.hold(file));
    }
}
