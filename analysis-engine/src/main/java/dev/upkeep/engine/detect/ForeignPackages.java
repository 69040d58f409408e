package dev.upkeep.engine.detect;

import dev.upkeep.engine.document.Json;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Toml;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.SourceEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Packages of others that lie in the repository as a copy: the manifest of a folder names a repository of another owner
 * and of another name than those at the root, or its readme says that it is a fork or copy of something with an address,
 * a version, or a name as a package; and hardly anybody has worked on its files here of late. For the first, a manifest
 * at the root must say whose the repository is, or most of at least three others.
 */
public final class ForeignPackages {

    private static final Pattern ADDRESS =
            Pattern.compile("(?:^|[/@.])(?:github\\.com|gitlab\\.com|codeberg\\.org|bitbucket\\.org)[/:]([\\w.-]+)/"
                    + "([\\w.-]+?)(?:\\.git)?(?:[/#].*)?$");
    /** Without a host npm takes GitHub's. */
    private static final Pattern SHORT = Pattern.compile("^(?:github:)?([\\w.-]+)/([\\w.-]+)$");

    /** Releases of all packages, and updates of what they need, touch these alone. */
    private static final Pattern BESIDES_WORK =
            Pattern.compile("package\\.json|package-lock\\.json|Cargo\\.(?:toml|lock)|.*\\.md");

    private static final Pattern README = Pattern.compile("(?i)readme(?:\\.\\w+)?");
    private static final int HEAD_LINES = 12;

    private static final String SUBJECT = "(?:this|the) (?:(?:is|[\\w-]+ is|[\\w-]+ [\\w-]+ is) )?(?:an? )?";
    /** A name with an address or a version, or as that of a package, so that it is no other thing of the project itself. */
    private static final String UPSTREAM =
            "(?:the )?(?:original )?(?:<?https?://|\\[[^\\]]+\\]\\(<?https?://|[\\w./@-]*\\w@v?\\d|`[\\w-]+` (?:crate|package|library|project|module)\\b)";

    /** What a readme says of a copy. */
    private static final Pattern FORK =
            Pattern.compile("(?im)^\\W*(?:" + SUBJECT + ")?(?:[\\w-]+ )?(?:fork(?:ed)?|copy) (?:of|from) " + UPSTREAM);
    /** Of what the project keeps from its linter besides, this is enough. */
    private static final Pattern TAKEN = Pattern.compile(
            "(?im)^\\W*" + SUBJECT + "(?:based on|taken from|copied from|downloaded from|adapted from) " + UPSTREAM);

    private static final Duration OF_LATE = Duration.ofDays(365);
    /** A copy is brought up to date now and then, and mended a little. */
    private static final int MOST_COMMITS = 12;

    /** So many manifests say whose a repository is whose root does not. */
    private static final int ENOUGH_TO_TELL = 3;

    private ForeignPackages() {}

    /** Whose repository a manifest names. */
    private record Home(String owner, String name) {}

    /** The files of such packages by path. */
    public static Map<String, Context> in(Repository repository) {
        Map<String, Home> homes = homes(repository);
        Set<String> foreign = Stream.concat(forks(repository), ofOthers(homes))
                .filter(folder -> !isWorkedOn(folder, repository.history()))
                .collect(Collectors.toSet());
        Set<String> known = new HashSet<>(homes.keySet());
        known.addAll(foreign);
        Map<String, Context> files = new HashMap<>();
        for (String folder : foreign) {
            repository.below(folder).stream()
                    .map(AnalysedFile::path)
                    .filter(path -> nearest(path, known).equals(folder))
                    .forEach(path -> files.put(path, Context.VENDORED));
        }
        return Map.copyOf(files);
    }

    private static Stream<String> ofOthers(Map<String, Home> homes) {
        return Optional.ofNullable(homes.get("")).or(() -> ofMost(homes)).stream()
                .flatMap(own -> homes.entrySet().stream()
                        .filter(home -> !isOf(own, home.getValue()))
                        .map(Map.Entry::getKey));
    }

    /** The home that most manifests name, which are packages of this repository then. */
    private static Optional<Home> ofMost(Map<String, Home> homes) {
        Map<Home, Long> counts =
                homes.values().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .filter(count -> count.getValue() >= ENOUGH_TO_TELL && count.getValue() * 2 > homes.size())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Folders whose readme says so. What a fork has become is own work as well, so its history must be known. */
    private static Stream<String> forks(Repository repository) {
        if (repository.history() instanceof History.Unknown) {
            return Stream.empty();
        }
        LinterIgnores hidden = repository.model(LinterIgnores.MODEL);
        return repository.entries().stream()
                .filter(entry -> README.matcher(entry.name()).matches()
                        && !entry.folder().isEmpty()
                        && !Paths.isTestMaterial(entry.path()))
                .filter(entry -> repository
                        .text(entry.path())
                        .map(text -> text.lines().limit(HEAD_LINES).collect(Collectors.joining("\n")))
                        .filter(head -> FORK.matcher(head).find()
                                || (hidden.cover(entry.folder() + "/")
                                        && TAKEN.matcher(head).find()))
                        .isPresent())
                .map(SourceEntry::folder);
    }

    private static boolean isOf(Home own, Home other) {
        return own.owner().equals(other.owner()) || own.name().equals(other.name());
    }

    private static boolean isWorkedOn(String folder, History history) {
        return switch (history) {
            case History.Unknown unknown -> false;
            case History.Known(Instant at, int commits, var touches) ->
                touches.stream()
                                .takeWhile(touch -> touch.at().plus(OF_LATE).isAfter(at))
                                .filter(touch -> Paths.isWithin(touch.path(), folder)
                                        && !BESIDES_WORK
                                                .matcher(Paths.name(touch.path()))
                                                .matches())
                                .map(History.Touch::at)
                                .distinct()
                                .limit(MOST_COMMITS + 1)
                                .count()
                        > MOST_COMMITS;
        };
    }

    /** The folder with a home that is nearest around the file. */
    private static String nearest(String path, Set<String> folders) {
        String folder = Paths.folder(path);
        while (!folder.isEmpty() && !folders.contains(folder)) {
            folder = Paths.folder(folder);
        }
        return folder;
    }

    private static Map<String, Home> homes(Repository repository) {
        Map<String, Home> homes = new HashMap<>();
        Stream.of("Cargo.toml", "package.json")
                .flatMap(repository::named)
                .map(AnalysedFile::entry)
                .filter(entry -> !Paths.isTestMaterial(entry.path()))
                .forEach(entry ->
                        home(repository, entry).ifPresent(home -> homes.putIfAbsent(Paths.folder(entry.path()), home)));
        return homes;
    }

    private static Optional<Home> home(Repository repository, SourceEntry manifest) {
        return repository
                .text(manifest.path())
                .filter(text -> text.contains("repository"))
                .flatMap(text -> manifest.name().equals("package.json") ? ofNpm(text) : ofCargo(text))
                .flatMap(ForeignPackages::home);
    }

    private static Optional<String> ofNpm(String text) {
        return Json.parse(text)
                .root()
                .flatMap(root -> root.get("repository"))
                .flatMap(value -> value.string().or(() -> value.get("url").flatMap(Value::string)));
    }

    private static Optional<String> ofCargo(String text) {
        return Toml.parse(text)
                .root()
                .flatMap(root -> root.at("package", "repository")
                        .flatMap(Value::string)
                        .or(() -> root.at("workspace", "package", "repository").flatMap(Value::string)));
    }

    private static Optional<Home> home(String address) {
        return Stream.of(ADDRESS, SHORT)
                .map(pattern -> pattern.matcher(address.strip().toLowerCase(Locale.ROOT)))
                .filter(Matcher::find)
                .map(found -> new Home(found.group(1), found.group(2)))
                .findFirst();
    }
}
