package dev.upkeep.engine.detect.kubernetes;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Yaml;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.SourceEntry;
import java.util.Set;

/** Finds Helm charts that install nothing: no templates, no custom resources and no charts that they depend on. */
final class ChartWithoutTemplates implements RepositoryDetector {

    private static final String RULE = "helm/no-templates";

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        repository
                .named("Chart.yaml")
                .filter(file -> !Paths.isTestMaterial(file.path()))
                .forEach(file -> repository
                        .text(file.path())
                        .flatMap(text -> Yaml.parse(text).root())
                        .filter(chart ->
                                installsNothing(repository, file.entry().folder(), chart))
                        .ifPresent(chart -> sink.report(Draft.of(RULE, Location.file(file.path()))
                                .with("chart", name(chart, file.entry().folder())))));
    }

    private static boolean installsNothing(Repository repository, String folder, Value chart) {
        String base = folder.isEmpty() ? "" : folder + "/";
        boolean helm = chart.get("apiVersion").isPresent() && chart.get("name").isPresent();
        boolean library = chart.get("type")
                .flatMap(Value::string)
                .filter("library"::equals)
                .isPresent();
        boolean gathers = chart.get("dependencies")
                        .filter(each -> !each.items().isEmpty())
                        .isPresent()
                || repository.exists(base + "requirements.yaml")
                || repository.exists(base + "charts");
        return helm
                && !library
                && !gathers
                && repository.entries().stream().noneMatch(entry -> isManifest(entry, base + "templates"))
                && !repository.exists(base + "crds");
    }

    /** Parts of templates and the text that Helm shows in the end install nothing. */
    private static boolean isManifest(SourceEntry entry, String templates) {
        return Paths.isWithin(entry.path(), templates) && !entry.name().matches("_.*|NOTES\\.txt|\\..*");
    }

    private static String name(Value chart, String folder) {
        return chart.get("name").flatMap(Value::string).orElse(folder);
    }
}
