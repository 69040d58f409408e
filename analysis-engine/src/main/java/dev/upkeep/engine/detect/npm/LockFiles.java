package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.Repository.Reading;
import dev.upkeep.engine.document.Json;
import dev.upkeep.engine.document.Parsed;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.document.Yaml;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the lock files of npm (version 2 and 3), Yarn (version 1 and later), pnpm (version 5 to 9) and Bun (as text) hold.
 *
 * @param locks by the folder that they lie in
 */
public record LockFiles(Map<String, Lock> locks) {

    public static final Model<LockFiles> MODEL = new Model<>("npm.locks", LockFiles::read);

    private static final Pattern YARN_ENTRY = Pattern.compile(
            "^\"?(@?[^@\"\\s]+)@[^\\n]*:\\n(?:  [^\\n]*\\n)*?  version:? \"?([0-9][^\"\\s]*)", Pattern.MULTILINE);
    private static final Pattern YARN_PEERS =
            Pattern.compile("^  peerDependencies:\\n((?:    [^\\n]*(?:\\n|$))+)", Pattern.MULTILINE);
    private static final Pattern PNPM_KEY = Pattern.compile("/?(@[^/]+/[^/@(]+|[^/@(]+)[@/]([0-9][^(_/]*)(?:[(_].*)?");
    private static final Set<String> NAMES =
            Set.of("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock");
    private static final Pattern COMPANION =
            Pattern.compile("(@[^/]+/)?eslint-(plugin|config)(-.*)?|babel-plugin-react-compiler");

    private static final Reading<Lock> LOCK = new Reading<>("npm.lock", LockFiles::parse);
    private static final Reading<YarnLock> YARN = new Reading<>("npm.yarn-lock", (path, text) -> YarnLock.read(text));

    /**
     * One lock file.
     *
     * @param versions of each package that it installs
     * @param peers the packages that another asks its user for
     * @param programs of each package that brings some, where the lock file tells (those of npm and Bun do)
     * @param graph what leads to what
     * @param requests what its projects asked for when it was written, where it tells (those of npm and pnpm do)
     */
    record Lock(
            String path,
            Map<String, Set<String>> versions,
            Set<String> peers,
            Map<String, Set<String>> programs,
            LockGraph graph,
            LockedRequests requests) {

        static Lock of(String path, LockGraph graph, LockedRequests requests) {
            return new Lock(path, new HashMap<>(), new HashSet<>(), new HashMap<>(), graph, requests);
        }

        private void add(String name, String version) {
            versions.computeIfAbsent(name, key -> new TreeSet<>()).add(version);
        }

        /** {@code "bin": { "run-s": "bin/run-s/index.js" }}. */
        private void addPrograms(String name, Value owner) {
            entries(owner, "bin")
                    .forEach(entry -> programs.computeIfAbsent(name, key -> new TreeSet<>())
                            .add(entry.key()));
        }
    }

    private static LockFiles read(Repository repository) {
        Map<String, Lock> locks = new HashMap<>();
        List<NpmPackage> packages = repository.model(NpmWorkspace.MODEL).packages();
        repository.files().stream()
                .map(AnalysedFile::path)
                .filter(path -> NAMES.contains(Paths.name(path)) && !Paths.isTestMaterial(path))
                .forEach(path ->
                        lock(repository, path, packages).ifPresent(lock -> locks.put(Paths.folder(path), lock)));
        return new LockFiles(Map.copyOf(locks));
    }

    private static Optional<Lock> lock(Repository repository, String path, List<NpmPackage> packages) {
        return Paths.name(path).equals("yarn.lock")
                ? repository.read(YARN, path).map(yarn -> yarn.lock(path, packages))
                : repository.read(LOCK, path);
    }

    private static Lock parse(String path, String text) {
        return switch (Paths.name(path)) {
            case "pnpm-lock.yaml" ->
                parsed(
                        path,
                        Yaml.parse(text),
                        PnpmGraph::read,
                        root -> LockedRequests.ofPnpm(text, root),
                        LockFiles::pnpm);
            case "bun.lock" ->
                parsed(path, Json.parseRelaxed(text), BunGraph::read, _ -> LockedRequests.UNKNOWN, LockFiles::bun);
            default -> parsed(path, Json.parse(text), NpmGraph::read, LockedRequests::ofNpm, LockFiles::npm);
        };
    }

    private static Lock parsed(
            String path,
            Parsed parsed,
            Function<Value, LockGraph> graph,
            Function<Value, LockedRequests> requests,
            BiConsumer<Value, Lock> versions) {
        Lock lock = Lock.of(
                path,
                parsed.root().map(graph).orElse(LockGraph.UNKNOWN),
                parsed.root().map(requests).orElse(LockedRequests.UNKNOWN));
        parsed.root().ifPresent(root -> versions.accept(root, lock));
        return lock;
    }

    private static void npm(Value root, Lock lock) {
        for (Entry entry : entries(root, "packages")) {
            int at = entry.key().lastIndexOf("node_modules/");
            Optional<String> version = entry.value().get("version").flatMap(Value::string);
            if (at >= 0 && version.isPresent()) {
                String name = entry.key().substring(at + "node_modules/".length());
                lock.add(name, version.get());
                lock.addPrograms(name, entry.value());
                peers(entry.value(), lock);
            }
        }
    }

    private static void pnpm(Value root, Lock lock) {
        for (Entry entry : entries(root, "packages")) {
            Matcher key = PNPM_KEY.matcher(entry.key());
            if (key.matches()) {
                lock.add(key.group(1), key.group(2));
                peers(entry.value(), lock);
            }
        }
    }

    /** {@code "name": ["name@1.0.0", "", { "peerDependencies": { … }, "optionalPeers": [ … ] }, "sha512-…"]}. */
    private static void bun(Value root, Lock lock) {
        for (Entry entry : entries(root, "packages")) {
            List<Value> parts = entry.value().items();
            String installed = parts.isEmpty() ? "" : parts.getFirst().string().orElse("");
            int at = installed.lastIndexOf('@');
            if (at > 0 && at + 1 < installed.length() && Character.isDigit(installed.charAt(at + 1))) {
                String name = installed.substring(0, at);
                lock.add(name, installed.substring(at + 1));
                parts.forEach(part -> lock.addPrograms(name, part));
                parts.forEach(part -> peers(part, lock));
            }
        }
    }

    /**
     * What a lock file of Yarn says by itself; what its projects need for their development stands in their manifests.
     *
     * @param blocks of the file, for the graph
     */
    private record YarnLock(List<YarnGraph.Block> blocks, Map<String, Set<String>> versions, Set<String> peers) {

        static YarnLock read(String text) {
            Lock lock = Lock.of("", LockGraph.UNKNOWN, LockedRequests.UNKNOWN);
            Matcher entry = YARN_ENTRY.matcher(text);
            while (entry.find()) {
                lock.add(entry.group(1), entry.group(2));
            }
            Matcher peers = YARN_PEERS.matcher(text);
            while (peers.find()) {
                peers.group(1).lines().forEach(line -> lock.peers().add(yarnName(line.strip())));
            }
            return new YarnLock(YarnGraph.blocks(text), lock.versions(), lock.peers());
        }

        Lock lock(String path, List<NpmPackage> packages) {
            List<NpmPackage> members = packages.stream()
                    .filter(npm -> Paths.isWithin(npm.path(), Paths.folder(path)))
                    .toList();
            return new Lock(
                    path, versions, peers, Map.of(), YarnGraph.of(path, blocks, members), LockedRequests.UNKNOWN);
        }
    }

    /** {@code "@scope/name": ^1.0.0} and {@code name: ^1.0.0}. */
    private static String yarnName(String line) {
        return line.substring(0, Math.max(0, line.lastIndexOf(": "))).replace("\"", "");
    }

    private static void peers(Value owner, Lock lock) {
        entries(owner, "peerDependencies").stream()
                .map(Entry::key)
                .filter(name -> !(COMPANION.matcher(name).matches() && isOptional(owner, name)))
                .forEach(lock.peers()::add);
    }

    /** A plug-in that another only goes along with does nothing until some settings name it. */
    private static boolean isOptional(Value owner, String name) {
        boolean named =
                owner.get("optionalPeers").map(Value::strings).orElse(List.of()).contains(name);
        return named
                || owner.at("peerDependenciesMeta", name, "optional")
                        .filter(Value::isTrue)
                        .isPresent();
    }

    private static List<Entry> entries(Value owner, String key) {
        return owner.get(key).map(Value::entries).orElse(List.of());
    }

    /** The folder of a package, from this one. */
    static String below(String folder, NpmPackage npm) {
        int end = folder.isEmpty() ? 0 : folder.length() + 1;
        return npm.folder().substring(Math.min(end, npm.folder().length()));
    }

    /** The lock file that decides what this package gets: the nearest above it. */
    Optional<Lock> of(NpmPackage npm) {
        for (String folder = npm.folder(); ; folder = Paths.folder(folder)) {
            Lock lock = locks.get(folder);
            if (lock != null || folder.isEmpty()) {
                return Optional.ofNullable(lock);
            }
        }
    }

    /** How many packages the lock file that holds for this one installs; empty where none can be read. */
    public Optional<Integer> installed(NpmPackage npm) {
        return of(npm).map(lock -> lock.versions().size()).filter(count -> count > 0);
    }

    /** Whether the lock file says which packages others ask their users for; that of Yarn 1 never does. */
    boolean knowsPeers(NpmPackage npm) {
        return of(npm).filter(lock -> !lock.peers().isEmpty()).isPresent();
    }

    /** The programs that a package brings, as the lock file tells them. */
    Set<String> programs(NpmPackage npm, String name) {
        return of(npm).map(lock -> lock.programs().getOrDefault(name, Set.of())).orElse(Set.of());
    }

    /**
     * Whether an installed package asks its user to bring this one, by any of the lock files above: one of a single package
     * may be left over from a time before the workspace. Unknown, thus false, without a lock file that says it.
     */
    boolean isPeer(NpmPackage npm, String name) {
        return locks.entrySet().stream()
                .filter(lock -> Paths.isWithin(npm.path(), lock.getKey()))
                .anyMatch(lock -> lock.getValue().peers().contains(name));
    }
}
