package dev.upkeep.engine.detect.script.graph;

import dev.upkeep.engine.detect.Repository.Layout;
import dev.upkeep.engine.detect.SymbolicLinks;
import dev.upkeep.engine.document.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The paths of a repository, as compilers, bundlers and Node look for modules in them. For several threads. */
final class FileIndex {

    private static final List<String> EXTENSIONS = List.of(
            ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".d.ts", ".json", ".vue", ".svelte", ".astro",
            ".mdx");
    /** Files for one platform or side stand beside the common one, and all are built. */
    private static final List<String> VARIANTS = List.of(
            ".web", ".native", ".ios", ".android", ".windows", ".macos", ".server", ".client", ".browser", ".node");

    /** The compiler also takes one of {@code .ts} and {@code .tsx} for the other. */
    private static final Map<String, List<String>> SOURCES_OF_OUTPUT = Map.of(
            ".js", List.of(".ts", ".tsx", ".d.ts", ".jsx"),
            ".jsx", List.of(".tsx", ".ts"),
            ".ts", List.of(".tsx"),
            ".tsx", List.of(".ts"),
            ".mjs", List.of(".mts", ".d.mts"),
            ".cjs", List.of(".cts", ".d.cts"));

    private static final Set<String> SCRIPT_EXTENSIONS = Set.of(
            ".js", ".cjs", ".mjs", ".ts", ".cts", ".mts", ".jsx", ".tsx", ".vue", ".svelte", ".astro", ".mdx", ".json");
    private static final Pattern HERE = Pattern.compile("^(\\./)+");
    private static final Pattern BUILT = Pattern.compile(
            "^(dist|lib|libs|build|built|out|output|es|esm|cjs|umd|types|typings|module|commonjs|browser|bundles?|compiled)/");

    /** What an extension, or a variant and an extension, is worth: the first that is there is taken. */
    private static final Map<String, Integer> RANKS = ranks();

    private static final List<String> SOURCE_ROOTS = List.of("src/", "src/lib/", "", "source/", "lib/", "ts/");

    private static final Pattern STARS = Pattern.compile("\\*\\*/|\\*\\*|\\*");

    static final Layout<FileIndex> LAYOUT = new Layout<>("script.file-index", FileIndex::new);

    private final Set<String> paths = new HashSet<>();
    /** The files that begin so and go on with an extension, by their path up to each dot of its name. */
    private final Map<String, List<String>> byBeginning = new HashMap<>();

    private final Map<String, Set<String>> modules = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> matches = new ConcurrentHashMap<>();

    /** Paths by their name without its extension, and each with what is left of the whole path without it. */
    private final Map<String, List<Stem>> byStem = new HashMap<>();
    /** Paths by the name of each folder that they lie in. */
    private final Map<String, List<String>> byFolderName = new HashMap<>();

    private final SymbolicLinks links;

    private record Stem(String path, String stem) {}

    private FileIndex(List<String> all, SymbolicLinks links) {
        this.links = links;
        for (String path : all) {
            if (!path.contains("node_modules/")) {
                paths.add(path);
                addBeforeDots(path);
                addToFolders(path);
                byStem.computeIfAbsent(stem(Paths.name(path)), key -> new ArrayList<>())
                        .add(new Stem(path, "/" + stem(path)));
            }
        }
    }

    private static Map<String, Integer> ranks() {
        Map<String, Integer> ranks = new HashMap<>();
        EXTENSIONS.forEach(extension -> ranks.put(extension, ranks.size()));
        for (String variant : VARIANTS) {
            EXTENSIONS.forEach(extension -> ranks.put(variant + extension, ranks.size()));
        }
        return Map.copyOf(ranks);
    }

    private void addBeforeDots(String path) {
        for (int dot = path.lastIndexOf('.'); dot > path.lastIndexOf('/'); dot = path.lastIndexOf('.', dot - 1)) {
            if (RANKS.containsKey(path.substring(dot))) {
                byBeginning
                        .computeIfAbsent(path.substring(0, dot), key -> new ArrayList<>(1))
                        .add(path);
            }
        }
    }

    private void addToFolders(String path) {
        int from = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
            byFolderName
                    .computeIfAbsent(path.substring(from, slash), key -> new ArrayList<>())
                    .add(path);
            from = slash + 1;
        }
    }

    /** The files that a path without a sure extension means: a file, its source, or a folder's index; empty for none. */
    Set<String> module(String path) {
        return modules.computeIfAbsent(path, key -> followed(find(links.follow(key))));
    }

    /** A link that is imported stands for the file that it leads to. */
    private Set<String> followed(Set<String> found) {
        Set<String> meant = new LinkedHashSet<>();
        found.forEach(path -> meant.add(links.follow(path)));
        return Collections.unmodifiableSet(meant);
    }

    private Set<String> find(String path) {
        Set<String> found = file(path);
        // Beside a folder's index, a file for one side alone is another module.
        if (found.stream().allMatch(file -> isVariant(path, file))) {
            found.addAll(file(path.isEmpty() ? "index" : path + "/index"));
        }
        return found;
    }

    private Set<String> file(String path) {
        Set<String> found = new LinkedHashSet<>();
        if (paths.contains(path)) {
            found.add(path);
            return found;
        }
        sourceOfOutput(path).ifPresent(found::add);
        List<String> going = new ArrayList<>(byBeginning.getOrDefault(path, List.of()));
        going.sort(Comparator.comparingInt(file -> rank(path, file)));
        for (String file : going) {
            if (found.isEmpty() || isVariant(path, file) || isTwin(found, file)) {
                found.add(file);
            }
        }
        return found;
    }

    /** {@code a.ts} beside {@code a.tsx}: compilers take the one first and bundlers the other. */
    private static boolean isTwin(Set<String> found, String file) {
        return file.endsWith(".tsx") && found.contains(file.substring(0, file.length() - 1));
    }

    private static int rank(String path, String file) {
        return RANKS.getOrDefault(file.substring(path.length()), Integer.MAX_VALUE);
    }

    /** Whether the file is one for a platform or side, beside others. */
    private static boolean isVariant(String path, String file) {
        return file.length() > path.length() && rank(path, file) >= EXTENSIONS.size();
    }

    private Optional<String> sourceOfOutput(String path) {
        int dot = path.lastIndexOf('.');
        if (dot <= path.lastIndexOf('/')) {
            return Optional.empty();
        }
        return SOURCES_OF_OUTPUT.getOrDefault(path.substring(dot), List.of()).stream()
                .map(extension -> path.substring(0, dot) + extension)
                .filter(paths::contains)
                .findFirst();
    }

    /** What is written for a file, or for the output that a build makes of it, in this folder. */
    Set<String> sourceOf(String folder, String target) {
        String relative = HERE.matcher(target).replaceFirst("");
        Set<String> direct = Paths.resolve(folder, relative).map(this::module).orElse(Set.of());
        if (!direct.isEmpty()) {
            return direct;
        }
        String rest = stem(relative);
        while (BUILT.matcher(rest).find()) {
            rest = BUILT.matcher(rest).replaceFirst("");
            for (String root : SOURCE_ROOTS) {
                Set<String> source = Paths.resolve(folder, root + (rest.startsWith("src/") ? rest.substring(4) : rest))
                        .map(this::module)
                        .orElse(Set.of());
                if (!source.isEmpty()) {
                    return source;
                }
            }
        }
        return Set.of();
    }

    /** Every file whose path, with or without its extension, or as a folder's index, ends so. */
    Set<String> endingWith(String tail) {
        Set<String> found = new LinkedHashSet<>(endingWithStem(stem(tail)));
        if (found.isEmpty() && !stem(tail).equals(tail)) {
            found.addAll(endingWithStem(tail));
        }
        return found;
    }

    /** {@code a/theme.svelte} is the stem of a component's own name and of the module {@code theme.svelte.ts}. */
    private Set<String> endingWithStem(String stem) {
        String wanted = "/" + stem;
        Set<String> found = new LinkedHashSet<>();
        for (String last : List.of(Paths.name(stem), "index")) {
            byStem.getOrDefault(last, List.of()).stream()
                    .filter(each -> each.stem().endsWith(wanted) || each.stem().endsWith(wanted + "/index"))
                    .map(Stem::path)
                    .forEach(found::add);
        }
        return found;
    }

    /** Every file whose path ends so, with {@code *} for anything inside a folder and {@code **} for any folders, or none. */
    Set<String> matching(String folder, String glob) {
        return matches.computeIfAbsent(folder + "\n" + glob, key -> match(folder, glob));
    }

    private Set<String> match(String folder, String glob) {
        String literal = Stream.of(STARS.split(glob, -1))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        String regex = Stream.of(STARS.splitWithDelimiters(glob, 0))
                .map(FileIndex::part)
                .collect(Collectors.joining());
        Pattern pattern = Pattern.compile(regex + "(?:(?:/index)?(\\.\\w+)+)?");
        Set<String> found = new LinkedHashSet<>();
        candidates(glob)
                .filter(path -> path.contains(literal) && Paths.isWithin(path, folder))
                .filter(path -> pattern.matcher(path).matches())
                .forEach(found::add);
        return Collections.unmodifiableSet(found);
    }

    /** The files that may match: by the name without a star, or by the folder without one that holds the fewest files. */
    private Stream<String> candidates(String glob) {
        String last = stem(Paths.name(glob));
        if (!last.contains("*")) {
            return byStem.getOrDefault(last, List.of()).stream().map(Stem::path);
        }
        return Stream.of(Paths.folder(glob).split("/", -1))
                .filter(folder -> !folder.isEmpty() && !folder.contains("*"))
                .map(folder -> byFolderName.getOrDefault(folder, List.of()))
                .min(Comparator.comparingInt(List::size))
                .map(List::stream)
                .orElseGet(paths::stream);
    }

    private static String part(String part) {
        return switch (part) {
            case "*" -> "[^/]*";
            case "**" -> ".*";
            case "**/" -> "(?:.*/)?";
            default -> Pattern.quote(part);
        };
    }

    /** Without the extension of a script or a declaration file; asked of every path, so without a pattern. */
    static String stem(String path) {
        int dot = path.lastIndexOf('.');
        if (dot < 0 || !SCRIPT_EXTENSIONS.contains(path.substring(dot))) {
            return path;
        }
        return path.substring(0, path.startsWith(".d", dot - 2) ? dot - 2 : dot);
    }
}
