package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.kubernetes.KubernetesFiles;
import dev.upkeep.engine.detect.kubernetes.KubernetesFiles.Document;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.document.Yaml;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds pods of Kubernetes that start whatever image is newest. Evidence: its name as written in a manifest; what a
 * kustomization, a command or a pipeline replaces, what is never pulled, and the repository's own images are left out.
 */
final class MovingWorkload implements RepositoryDetector {

    private static final double LIKELY = 0.85;
    private static final String BESIDE_OTHERS =
            "`{image}` names no fixed version: a pod that starts later may run another one than those beside it";
    private static final String ALONE =
            "`{image}` names no fixed version: each start may bring another one, and nothing names the one before";

    /** Something that writes another tag into what is deployed. */
    private static final Pattern REPLACES = Pattern.compile(
            "kubectl\\s+(-\\S+\\s+\\S+\\s+)*set\\s+image|kustomize\\s+edit\\s+set\\s+image|\\bsed\\b[^\\n]*image|\\byq\\b[^\\n]*image|argocd-image-updater");

    private static final Pattern REPLACED_FIELD = Pattern.compile("(?m)^replacements:[\\s\\S]*\\.image\\b");

    @Override
    public Set<String> rules() {
        return Set.of(MovingBase.RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        KubernetesFiles files = repository.model(KubernetesFiles.MODEL);
        if (files.documents().isEmpty() || isReplaced(repository)) {
            return;
        }
        Set<String> named = new TreeSet<>(kustomized(repository));
        named.addAll(built(repository));
        for (Document document : files.documents()) {
            if (!document.template()) {
                document.containers().stream()
                        .filter(container -> !isNeverPulled(container))
                        .flatMap(container -> container.entry("image").stream())
                        .forEach(image -> inspect(repository, document, image, named, sink));
            }
        }
    }

    private static void inspect(
            Repository repository, Document document, Entry entry, Set<String> named, FindingSink sink) {
        ImageName image = new ImageName(entry.value().text().orElse(""));
        if (image.moves() && !named.contains(image.untagged())) {
            LocalImages local = repository.model(LocalImages.MODEL);
            // Whoever starts what this repository publishes wants the newest.
            boolean own = local.holds(image) || local.publishes(image) || local.publishesBeside(image);
            if (!own) {
                sink.report(Draft.of(MovingBase.RULE, Location.line(document.path(), entry.line()))
                        .scope(document.name() + " " + image.text())
                        .with("image", image.text())
                        .message(runsAlone(repository, document) ? ALONE : BESIDE_OTHERS)
                        .confidence(LIKELY));
            }
        }
    }

    /** Whether there is one pod at a time: it is made of itself, or nothing asks for a second one. */
    private static boolean runsAlone(Repository repository, Document document) {
        return switch (document.kind()) {
            case "Pod", "Job", "CronJob" -> true;
            case "DaemonSet" -> false;
            default ->
                document.root()
                                .at("spec", "replicas")
                                .flatMap(Value::number)
                                .filter(count -> count != 1)
                                .isEmpty()
                        && repository.model(KubernetesFiles.MODEL).documents().stream()
                                .noneMatch(each -> scales(each, document));
        };
    }

    private static boolean scales(Document scaler, Document scaled) {
        return scaler.root()
                .at("spec", "scaleTargetRef", "name")
                .flatMap(Value::text)
                .filter(scaled.name()::equals)
                .isPresent();
    }

    private static boolean isNeverPulled(Value container) {
        return container
                .get("imagePullPolicy")
                .flatMap(Value::text)
                .filter("Never"::equals)
                .isPresent();
    }

    /** Images that a kustomization gives another name or tag. */
    private static Set<String> kustomized(Repository repository) {
        Set<String> names = new TreeSet<>();
        repository
                .files(Language.YAML)
                .filter(MovingWorkload::isKustomization)
                .flatMap(file -> repository
                        .text(file.path())
                        .flatMap(text -> Yaml.parse(text).root())
                        .stream())
                .flatMap(root -> root.get("images").stream())
                .flatMap(images -> images.items().stream())
                .flatMap(image -> Optional.of(image)
                        .filter(each -> each.get("newTag").isPresent()
                                || each.get("digest").isPresent())
                        .flatMap(each -> each.get("name"))
                        .flatMap(Value::text)
                        .stream())
                .forEach(names::add);
        return names;
    }

    /** Images that Skaffold builds, and writes with their digest into the manifests that it deploys. */
    private static Set<String> built(Repository repository) {
        Set<String> names = new TreeSet<>();
        repository
                .files(Language.YAML)
                .filter(file -> file.entry().name().matches("skaffold.*\\.ya?ml"))
                .flatMap(file -> repository
                        .text(file.path())
                        .map(text -> Yaml.parse(text).documents())
                        .stream())
                .flatMap(List::stream)
                .flatMap(root -> root.at("build", "artifacts").stream())
                .flatMap(artifacts -> artifacts.items().stream())
                .flatMap(artifact -> artifact.get("image").flatMap(Value::text).stream())
                .forEach(names::add);
        return names;
    }

    private static boolean isReplaced(Repository repository) {
        return repository
                .files(Language.YAML, Language.SHELL)
                .anyMatch(file -> repository
                        .text(file.path())
                        .filter(text -> REPLACES.matcher(text).find()
                                || (isKustomization(file)
                                        && REPLACED_FIELD.matcher(text).find()))
                        .isPresent());
    }

    private static boolean isKustomization(AnalysedFile file) {
        return file.entry().name().matches("kustomization\\.ya?ml");
    }
}
