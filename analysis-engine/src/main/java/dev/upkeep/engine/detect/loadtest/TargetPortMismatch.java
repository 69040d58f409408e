package dev.upkeep.engine.detect.loadtest;

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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds load-test scripts that aim at a local port on which nothing of the repository listens. Evidence: the address in
 * the script, and the lines of production code, configuration and images that name a port to listen on.
 */
final class TargetPortMismatch implements RepositoryDetector {

    private static final String RULE = "load-test/target-port-mismatch";
    private static final Pattern SCRIPT = Pattern.compile(
            "(?i)(.*[-_.])?(load|loadtest|stress|perf|performance|k6|locust|locustfile|artillery|soak|spike)([-_.].*)?\\.([cm]?[jt]s|py|sh|rs|go|ya?ml)");
    /** One of them is in each such name. */
    private static final List<String> WORDS =
            List.of("load", "stress", "perf", "k6", "locust", "artillery", "soak", "spike");

    private static final Pattern ADDRESS =
            Pattern.compile("(?:https?|wss?)://(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0):(\\d{2,5})");
    private static final Pattern LISTENS = Pattern.compile(
            "(?i)(?:\\blisten|\\bbind|\\bexpose\\b|\\bport\\b|_port\\b|\\bserver\\.port\\b|TcpListener|SocketAddr).{0,60}?\\b(\\d{2,5})\\b");
    private static final Pattern OTHER_SERVICE = Pattern.compile(
            "(?i)postgres|redis|kafka|mysql|maria|mongo|smtp|database|rabbit|amqp|metrics|prometheus|grafana|jaeger|otel|zipkin|debug|elastic");
    private static final Set<Language> SOURCES = Set.of(
            Language.RUST,
            Language.JAVASCRIPT,
            Language.TYPESCRIPT,
            Language.GO,
            Language.PYTHON,
            Language.JAVA,
            Language.YAML,
            Language.TOML,
            Language.DOCKERFILE,
            Language.JSON);
    private static final int MOST_PORTS = 3;

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<Aim> aims = repository.files().stream()
                .filter(TargetPortMismatch::isScript)
                .flatMap(file -> aim(repository, file).stream())
                .toList();
        if (aims.isEmpty()) {
            return;
        }
        Map<Integer, String> ports = listened(repository);
        for (Aim aim : aims) {
            boolean known = ports.size() <= MOST_PORTS || !isNamed(repository, aim.port());
            if (!ports.isEmpty() && known && !ports.containsKey(aim.port())) {
                sink.report(draft(aim, ports));
            }
        }
    }

    /** Where a script aims unless told otherwise. */
    private record Aim(String path, int line, int port) {}

    private static boolean isScript(AnalysedFile file) {
        return isCalledSo(Paths.name(file.path()))
                && file.context() != Context.VENDORED
                && !Paths.isTestMaterial(file.path());
    }

    private static boolean isCalledSo(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(lower::contains) && SCRIPT.matcher(name).matches();
    }

    /** The first local address; a script with several ports tests several services, and says nothing certain. */
    private static Optional<Aim> aim(Repository repository, AnalysedFile file) {
        List<String> lines =
                repository.text(file.path()).stream().flatMap(String::lines).toList();
        List<Aim> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher address = ADDRESS.matcher(lines.get(i));
            if (address.find()) {
                found.add(new Aim(file.path(), i + 1, Integer.parseInt(address.group(1))));
            }
        }
        boolean one = found.stream().map(Aim::port).distinct().count() == 1;
        return one ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Ports that production names as its own, and where. */
    private static Map<Integer, String> listened(Repository repository) {
        Map<Integer, String> ports = new TreeMap<>();
        repository.files().stream()
                .filter(file -> SOURCES.contains(file.language()) && file.context() == Context.PRODUCTION)
                .filter(file -> !isScript(file) && !file.path().contains("lock"))
                .forEach(file -> repository.text(file.path()).ifPresent(text -> collect(file.path(), text, ports)));
        repository.model(StandardPorts.MODEL).forEach(ports::putIfAbsent);
        return ports;
    }

    /** Whether any other file names the port, in whatever words: with many services, only silence everywhere is certain. */
    private static boolean isNamed(Repository repository, int port) {
        String digits = String.valueOf(port);
        Pattern number = Pattern.compile("(?<![\\w.])" + digits + "(?![\\w.])");
        return repository.files().stream()
                .filter(file -> !isScript(file) && !Paths.isTestMaterial(file.path()))
                .filter(file -> file.context() != Context.GENERATED && file.context() != Context.VENDORED)
                .filter(file -> !isResult(file.path()))
                .anyMatch(file -> repository
                        .text(file.path())
                        .filter(text ->
                                text.contains(digits) && number.matcher(text).find())
                        .isPresent());
    }

    private static boolean isResult(String path) {
        return path.matches("(?i).*(load|perf|stress|bench|result|report).*");
    }

    private static void collect(String path, String text, Map<Integer, String> ports) {
        int number = 0;
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int stop = newline < 0 ? text.length() : newline;
            number++;
            if (holdsPort(text, start, stop)) {
                collectFrom(text.substring(start, stop), path + ":" + number, ports);
            }
            start = stop + 1;
        }
    }

    private static void collectFrom(String line, String place, Map<Integer, String> ports) {
        Matcher listens = LISTENS.matcher(line);
        while (listens.find()) {
            int port = Integer.parseInt(listens.group(1));
            if (isPlausible(port) && !OTHER_SERVICE.matcher(line).find()) {
                ports.putIfAbsent(port, place);
            }
        }
    }

    /** Whether the line has a number that may be a port: few have, and only those are worth a pattern. */
    private static boolean holdsPort(String text, int start, int stop) {
        int from = start;
        while (from < stop) {
            int end = from;
            while (end < stop && isDigit(text.charAt(end))) {
                end++;
            }
            int length = end - from;
            if (length >= 2 && length <= 5 && isPlausible(Integer.parseInt(text, from, end, 10))) {
                return true;
            }
            from = end + 1;
        }
        return false;
    }

    private static boolean isDigit(char each) {
        return each >= '0' && each <= '9';
    }

    private static boolean isPlausible(int port) {
        return port == 80 || port == 443 || (port >= 1024 && port <= 65535);
    }

    private static Draft draft(Aim aim, Map<Integer, String> ports) {
        return Draft.of(RULE, Location.line(aim.path(), aim.line()))
                .in(Context.PRODUCTION)
                .with("port", String.valueOf(aim.port()))
                .with(
                        "servicePorts",
                        ports.keySet().stream().map(String::valueOf).toList())
                .with("declaredAt", List.copyOf(ports.values()))
                .confidence(ports.size() == 1 ? 0.85 : 0.7);
    }
}
