package dev.upkeep.engine.detect.docker;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.docker.ComposeFiles.ComposeFile;
import dev.upkeep.engine.detect.docker.ComposeFiles.Service;
import dev.upkeep.engine.document.LineDiff;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Fix;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.rule.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds services of compose files that start whatever is newest. Evidence: the name as written; images that the
 * repository builds or publishes are left out. The fix takes the version from a variable that compose refuses to do without.
 */
final class MovingService implements RepositoryDetector {

    /** Servers whose next major version does not open the files of this one. */
    private static final Pattern KEEPS_DATA = Pattern.compile("postgres(ql)?|postgis|timescaledb|pgvector|mysql|mariadb"
            + "|mongo(db)?|elasticsearch|opensearch|neo4j|influxdb");

    private static final Pattern DUMMY =
            Pattern.compile("(?i)\\s#.*\\b(dummy|placeholder|overrid(?:den|es?)|overwritten|replaced)\\b");

    private static final double LIKELY = 0.85;
    /** A service of this name is built in another compose file. */
    private static final double BUILT_ELSEWHERE = 0.6;

    @Override
    public Set<String> rules() {
        return Set.of(MovingBase.RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        ComposeFiles all = repository.model(ComposeFiles.MODEL);
        for (ComposeFile file : all.files()) {
            file.services().stream()
                    .filter(service -> service.value().get("build").isEmpty())
                    .filter(service -> service.imageName().moves())
                    .filter(service -> !isReplaced(all, file, service) && !isDummy(repository, file, service))
                    .forEach(service -> report(repository, file, service, sink));
        }
    }

    /** Whether others take the service over, each with an image of its own. */
    private static boolean isReplaced(ComposeFiles all, ComposeFile file, Service service) {
        List<Service> heirs = all.heirs(file, service);
        return !heirs.isEmpty()
                && heirs.stream()
                        .map(Service::value)
                        .allMatch(heir -> heir.get("image").isPresent()
                                || heir.get("build").isPresent());
    }

    private static boolean isDummy(Repository repository, ComposeFile file, Service service) {
        return repository
                .text(file.path())
                .map(text -> new LineDiff(file.path(), text).line(line(service)))
                .filter(line -> DUMMY.matcher(line).find())
                .isPresent();
    }

    private static void report(Repository repository, ComposeFile file, Service service, FindingSink sink) {
        LocalImages local = repository.model(LocalImages.MODEL);
        ImageName image = service.imageName();
        // Whoever starts what this repository publishes wants the newest.
        boolean published =
                local.publishes(image) || local.publishesFor(service.name(), image) || local.publishesBeside(image);
        if (!local.holds(image) && !published) {
            boolean built = local.services().contains(service.name());
            Draft draft = draft(file, service, image).confidence(built ? BUILT_ELSEWHERE : LIKELY);
            sink.report(fix(repository, file, service).map(draft::fix).orElse(draft));
        }
    }

    private static Draft draft(ComposeFile file, Service service, ImageName image) {
        Draft draft = Draft.of(MovingBase.RULE, Location.line(file.path(), line(service)))
                .scope(service.name())
                .with("image", image.text());
        return KEEPS_DATA.matcher(image.name()).matches() && keepsFolders(service)
                ? draft.message(
                        "`{image}` names no fixed version: the next major one will not open the data of this one")
                : draft.severity(Severity.LOW);
    }

    /** What a server keeps in no folder of its own is gone with its container. */
    private static boolean keepsFolders(Service service) {
        return volumes(service).anyMatch(volume -> !isOneFile(volume));
    }

    private static Stream<Value> volumes(Service service) {
        return service.value().get("volumes").stream().flatMap(volumes -> volumes.items().stream());
    }

    /** Whether it is a script, or what a client reads; data lies in folders. */
    private static boolean isOneFile(Value volume) {
        return volume.string()
                .map(text -> text.replaceFirst(":.*", ""))
                .or(() -> volume.get("source").flatMap(Value::string))
                .filter(source ->
                        source.contains("/") && !Paths.extension(source).isEmpty())
                .isPresent();
    }

    private static int line(Service service) {
        return service.value().entry("image").map(Entry::line).orElse(service.line());
    }

    private static Optional<Fix> fix(Repository repository, ComposeFile file, Service service) {
        ImageName image = service.imageName();
        Pattern written =
                Pattern.compile("(\\s*image:\\s*)([\"']?)" + Pattern.quote(image.text()) + "\\2(\\s*(?:\\s#.*)?)");
        return repository.text(file.path()).flatMap(text -> {
            LineDiff diff = new LineDiff(file.path(), text);
            Matcher line = written.matcher(diff.line(line(service)));
            String variable = image.variable();
            return line.matches()
                    ? diff.replace(
                                    line(service),
                                    line.replaceFirst(Matcher.quoteReplacement(line.group(1)
                                            + line.group(2)
                                            + image.versioned("${" + variable + ":?}")
                                            + line.group(2)
                                            + line.group(3))))
                            .fix("Take the version from the variable `" + variable
                                    + "`: set it to the one in use; without it compose starts nothing")
                    : Optional.empty();
        });
    }
}
