package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The programs of a repository that run as services. A program that listens is one where the repository says how it is
 * deployed, or where its name does; demonstrations, stand-ins for tests and pages that a tool opens for its user are not.
 *
 * @param all sorted by path
 * @param deployments files that say how things are run
 */
record NetworkServices(List<NetworkService> all, List<Deployment> deployments) {

    static final Model<NetworkServices> MODEL = new Model<>("network-services", NetworkServices::read);

    private static final Pattern DEPLOYMENT = Pattern.compile(
            "(.*[._-])?Dockerfile([._-].*)?|Containerfile|(docker-)?compose([._-].*)?\\.ya?ml|fly\\.toml|Procfile|render\\.ya?ml"
                    + "|app\\.ya?ml|Chart\\.yaml|kustomization\\.ya?ml|railway\\.(toml|json)|nixpacks\\.toml|.*\\.service"
                    + "|ecosystem\\.config\\.c?js|Shuttle\\.toml|.*\\.nomad(\\.hcl)?");
    private static final Pattern WORKLOAD = Pattern.compile("(?m)^kind:\\s*(Deployment|StatefulSet|DaemonSet)\\s*$");
    private static final Pattern NOT_MEANT = Pattern.compile(
            "(?i)(.*[^a-z])?(examples?|demos?|samples?|tutorials?|playground|templates?|starter|boilerplate|hello|tests?|mocks?|stubs?"
                    + "|fake|bench(marks?)?|e2e|cli|workshop|oauth|callback|preview|health[-_]?check|dev[-_]?server|live[-_]?reload)([^a-z].*)?");
    private static final Pattern MEANT =
            Pattern.compile("(?i)(.*[^a-z])?(server|service|api|backend|gateway|daemon)([^a-z].*)?");

    /** How a description calls what only tests ask. */
    private static final Pattern STAND_IN = Pattern.compile("(?i)\\b(?:mock(?:s|ed)?|fake|stubs?|dummy)\\b");

    private static NetworkServices read(Repository repository) {
        List<NetworkService> services = Stream.concat(
                        new RustServices(repository).all().stream(), new ScriptServices(repository).all().stream())
                .filter(service -> !NOT_MEANT.matcher(service.name()).matches()
                        && !NOT_MEANT.matcher(Paths.name(service.path())).matches())
                .toList();
        // A database or a server for tests beside the code deploys nothing of it.
        List<Deployment> deployments = deployments(repository).stream()
                .filter(each -> !each.ofImages() || services.stream().anyMatch(each::mayRun))
                .toList();
        return new NetworkServices(
                services.stream()
                        .filter(service -> deployments.isEmpty()
                                ? MEANT.matcher(service.name()).matches()
                                : deployments.stream().anyMatch(each -> each.mayRun(service)))
                        .toList(),
                deployments);
    }

    /** Whether the description of a package says that it takes the place of a real service. */
    static boolean isStandIn(String description) {
        return STAND_IN.matcher(description).find();
    }

    /** A file that says how the service is run; empty without. */
    Optional<String> deployment(NetworkService service) {
        return deployments.stream()
                .filter(each -> each.mayRun(service))
                .max(Comparator.comparingInt(each -> each.nearness(service)))
                .map(Deployment::path);
    }

    /** The programs in which a library that listens is deployed: those that are chosen by name; without one, all. */
    List<NetworkService> programs(NetworkService service) {
        List<NetworkService> chosen = service.programs().stream()
                .filter(program -> deployments.stream().anyMatch(each -> each.chooses(program)))
                .toList();
        return chosen.isEmpty() ? service.programs() : chosen;
    }

    private static List<Deployment> deployments(Repository repository) {
        return repository.files().stream()
                .filter(file -> file.context() == Context.PRODUCTION || file.context() == Context.SCRIPT)
                .filter(NetworkServices::mayDeploy)
                .filter(file ->
                        !Paths.isTestMaterial(file.path()) && !file.path().contains(".devcontainer"))
                .filter(file -> isDeployment(repository, file))
                .map(file -> Deployment.of(repository, file))
                .toList();
    }

    /** Nearly all files of a large repository end here, before a pattern is tried. */
    private static boolean mayDeploy(AnalysedFile file) {
        boolean script = file.path().endsWith(".ts") || file.path().endsWith(".tsx");
        return !script || file.path().contains("Dockerfile");
    }

    private static boolean isDeployment(Repository repository, AnalysedFile file) {
        boolean workload = file.language() == Language.YAML
                && !Set.of(".github", ".circleci").contains(file.path().replaceFirst("/.*", ""))
                && repository
                        .text(file.path())
                        .filter(text -> WORKLOAD.matcher(text).find())
                        .isPresent();
        return workload || DEPLOYMENT.matcher(Paths.name(file.path())).matches();
    }
}
