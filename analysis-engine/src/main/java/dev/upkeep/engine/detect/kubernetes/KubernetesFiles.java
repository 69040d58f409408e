package dev.upkeep.engine.detect.kubernetes;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Mapping;
import dev.upkeep.engine.document.Yaml;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Objects of Kubernetes that the repository holds, those of Helm charts with the values of the chart.
 *
 * @param documents sorted by path
 */
public record KubernetesFiles(List<Document> documents) {

    public static final Model<KubernetesFiles> MODEL = new Model<>("kubernetes-files", KubernetesFiles::read);

    private static final Pattern OBJECT = Pattern.compile("(?m)^kind:\\s*\\w");
    private static final String TEMPLATES = "templates";
    private static final Value NOTHING = new Mapping(1, List.of());

    /**
     * One object.
     *
     * @param template whether Helm fills the file in
     */
    public record Document(String path, boolean template, Value root) {

        public String kind() {
            return root.get("kind").flatMap(Value::text).orElse("");
        }

        public String name() {
            return root.at("metadata", "name").flatMap(Value::text).orElse("");
        }

        /** What its pods are made of; empty where it starts none. */
        public Optional<Value> pod() {
            return switch (kind()) {
                case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job" -> root.at("spec", "template");
                case "CronJob" -> root.at("spec", "jobTemplate", "spec", "template");
                case "Pod" -> Optional.of(root);
                default -> Optional.empty();
            };
        }

        /** The containers of its pods, those that only prepare them too. */
        public List<Value> containers() {
            return pod().flatMap(pod -> pod.get("spec")).stream()
                    .flatMap(spec -> Stream.of("initContainers", "containers").flatMap(key -> spec.get(key).stream()))
                    .flatMap(list -> list.items().stream())
                    .toList();
        }
    }

    private static KubernetesFiles read(Repository repository) {
        return new KubernetesFiles(repository
                .files(Language.YAML)
                .filter(file -> file.context() != Context.VENDORED && file.context() != Context.GENERATED)
                .filter(file -> !Paths.isTestMaterial(file.path()))
                .flatMap(file -> repository
                        .text(file.path())
                        .filter(text -> OBJECT.matcher(text).find())
                        .stream()
                        .flatMap(text -> documents(repository, file, text)))
                .toList());
    }

    private static Stream<Document> documents(Repository repository, AnalysedFile file, String text) {
        boolean template = text.contains("{{");
        Optional<String> plain = template ? filled(repository, file.path(), text) : Optional.of(text);
        return plain.map(Yaml::parse).filter(parsed -> parsed.problem() == null).stream()
                .flatMap(parsed -> parsed.documents().stream())
                .filter(root ->
                        root.get("kind").isPresent() && root.get("apiVersion").isPresent())
                .map(root -> new Document(file.path(), template, root));
    }

    private static Optional<String> filled(Repository repository, String path, String text) {
        String folder = Paths.folder(path);
        while (!folder.isEmpty() && !Paths.name(folder).equals(TEMPLATES)) {
            folder = Paths.folder(folder);
        }
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        String chart = Paths.folder(folder);
        return new ChartTemplate(read(repository, chart, "values.yaml"), read(repository, chart, "Chart.yaml"))
                .filled(text);
    }

    private static Value read(Repository repository, String folder, String name) {
        return repository
                .text(folder.isEmpty() ? name : folder + "/" + name)
                .flatMap(text -> Yaml.parse(text).root())
                .orElse(NOTHING);
    }
}
