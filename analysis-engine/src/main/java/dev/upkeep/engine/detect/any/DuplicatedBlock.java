package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FileFacts.FunctionMeasure;
import dev.upkeep.engine.facts.TokenBlocks;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The same tokens in several places. Windows of equal hash are seeds; each is extended line by line for as long as the
 * places stay equal, and reported once, at the first of them. Names and literals must agree: what is reported can be
 * compared by eye.
 */
final class DuplicatedBlock implements RepositoryDetector {

    private static final String RULE = "any/duplicated-block";
    private static final Pattern VERSION =
            Pattern.compile("(?<![A-Za-z0-9])v\\d+(?:\\.\\d+)*(?:-(?:rc|alpha|beta|preview)[\\w.-]*)?(?![A-Za-z0-9])");
    private static final Pattern VERSION_IN_NAME = Pattern.compile("(?<![A-Za-z0-9])v\\d+|(?<=[a-z])V\\d+");
    private static final Pattern SCRIPT = Pattern.compile("(.+)\\.(?:[cm]?js|jsx)");
    private static final List<String> TYPED = List.of(".ts", ".tsx", ".mts", ".cts");
    private static final int FEWEST_LINES = 12;
    /** A single copy of so few lines is seldom worth a function of its own. */
    private static final int FEWEST_LINES_OF_TWO = 16;

    /** How many lines a window of tokens may fall short of the common end, where it matters for the fewest lines. */
    private static final int MOST_IN_TAIL = 4;

    private static final int MOST_REPORTED = 200;

    /** One of the equal places, with its lines of code. */
    private record Place(String path, int startLine, int endLine, int codeLines) {

        boolean overlaps(Place other) {
            return path.equals(other.path) && startLine <= other.endLine && other.startLine <= endLine;
        }

        String written() {
            return path + ":" + startLine + "-" + endLine;
        }
    }

    /**
     * All places of one block.
     *
     * @param places in the order of the files
     * @param kin where the first window of tokens stands besides
     */
    private record Block(List<Place> places, List<Place> kin) {

        /** In the place where they are fewest: formatters break lines by what stands around them. */
        int lines() {
            return places.stream().mapToInt(Place::codeLines).min().orElse(0);
        }

        Place first() {
            return places.getFirst();
        }
    }

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<AnalysedFile> files = repository.files().stream()
                .filter(file -> CloneTokens.SEARCHED.contains(file.context()))
                .filter(file -> !file.facts().blocks().isEmpty() && !Paths.isMigration(file.path()))
                .filter(file -> !DataFacts.isData(file) && !isTranspiled(repository, file))
                .toList();
        Map<String, List<String>> known = new HashMap<>();
        Function<String, List<String>> lines = path -> known.computeIfAbsent(path, each -> lines(repository, each));
        Set<String> told = new HashSet<>();
        List<Block> blocks = new CloneSearch(files)
                .clones().stream()
                        .map(clone -> block(files, clone))
                        .map(block -> toItsEnd(block, lines))
                        .filter(block -> block.lines() >= FEWEST_LINES)
                        .filter(block -> !isOfVersions(block) && !isFrozen(block, repository))
                        .filter(block -> !isOfSignatures(block, repository))
                        .filter(block -> !isOfAlternatives(block, lines))
                        .sorted(Comparator.comparingInt(Block::lines)
                                .reversed()
                                .thenComparing(block -> block.first().written()))
                        .limit(MOST_REPORTED)
                        .map(block -> withKin(block, lines))
                        .filter(DuplicatedBlock::isWorthwhile)
                        .filter(block -> isNew(block, told) && !isOfVersionedFunctions(block, repository))
                        .filter(block -> !isOfTests(block, repository))
                        .toList();
        blocks.stream()
                .filter(block -> blocks.stream().noneMatch(other -> isAnsweredBy(other, block)))
                .forEach(block -> report(block, sink));
    }

    private static boolean isWorthwhile(Block block) {
        return block.places().size() > 2 || block.lines() >= FEWEST_LINES_OF_TWO;
    }

    /** A script beside the TypeScript of its name is made of it. */
    private static boolean isTranspiled(Repository repository, AnalysedFile file) {
        if (!file.path().endsWith("js") && !file.path().endsWith(".jsx")) {
            return false;
        }
        Matcher script = SCRIPT.matcher(file.path());
        return script.matches()
                && TYPED.stream()
                        .anyMatch(typed ->
                                repository.file(script.group(1) + typed).isPresent());
    }

    /** Whether whoever merges the one, which has more places, has merged most of the other at each of its own. */
    private static boolean isAnsweredBy(Block one, Block other) {
        return one.places().size() > other.places().size()
                && one.lines() * 5 >= other.lines() * 3
                && other.places().stream()
                        .allMatch(place -> one.places().stream().anyMatch(place::overlaps));
    }

    /** Whether all places lie in tests, as those below the code that they test do. */
    private static boolean isOfTests(Block block, Repository repository) {
        return block.places().stream()
                .noneMatch(place -> repository.file(place.path()).stream()
                        .anyMatch(file -> CloneTokens.SEARCHED.contains(file.contextAt(place.startLine()))));
    }

    /** Stretches of different length may turn out to be the same lines. */
    private static boolean isNew(Block block, Set<String> told) {
        boolean known = told.contains(block.first().written());
        block.places().stream().map(Place::written).forEach(told::add);
        return !known;
    }

    /** Versions of one format, such as {@code v4.rs} and {@code v5.rs}, are frozen copies on purpose. */
    private static boolean isOfVersions(Block block) {
        List<String> paths = block.places().stream().map(Place::path).distinct().toList();
        return paths.size() > 1
                && paths.stream()
                                .map(path -> VERSION.matcher(path).replaceAll("v"))
                                .distinct()
                                .count()
                        == 1;
    }

    /** Whether no two places are left to share code, once those of former versions and of other versions are put aside. */
    private static boolean isFrozen(Block block, Repository repository) {
        FrozenVersions frozen = repository.model(FrozenVersions.MODEL);
        List<Place> open = block.places().stream()
                .filter(place -> !frozen.include(place.path()))
                .toList();
        long versions = open.stream()
                .flatMap(place -> FrozenVersions.of(place.path()).stream())
                .filter(version -> !version.series())
                .distinct()
                .count();
        return open.size() < 2 || versions == open.size();
    }

    /** Whether half of it or more is what the functions have to be called and to take. */
    private static boolean isOfSignatures(Block block, Repository repository) {
        Place first = block.first();
        return repository
                .file(first.path())
                .filter(file ->
                        SignatureFacts.between(file, first.startLine(), first.endLine()) * 2 >= first.codeLines())
                .isPresent();
    }

    /** Whether it is hardly more than the alternatives of one pattern of Rust, which no two places can share. */
    private static boolean isOfAlternatives(Block block, Function<String, List<String>> lines) {
        Place first = block.first();
        return first.path().endsWith(".rs")
                && Alternatives.between(lines.apply(first.path()), first.startLine(), first.endLine())
                        >= first.codeLines() - 1;
    }

    /** So are functions such as {@code read_v2} and {@code read_v3}. */
    private static boolean isOfVersionedFunctions(Block block, Repository repository) {
        List<String> functions = block.places().stream()
                .map(place -> function(repository, place))
                .distinct()
                .toList();
        return functions.size() == block.places().size()
                && functions.stream()
                                .map(name -> VERSION_IN_NAME.matcher(name).replaceAll("v"))
                                .distinct()
                                .count()
                        == 1;
    }

    /** The outermost function of the place with the path of its file; the path and the lines where there is none. */
    private static String function(Repository repository, Place place) {
        return repository.file(place.path()).stream()
                .flatMap(file -> file.facts().functions().stream())
                .filter(function ->
                        function.startLine() <= place.startLine() && place.startLine() <= function.endLine())
                .min(Comparator.comparingInt(FunctionMeasure::startLine))
                .map(function -> place.path() + ":" + function.name())
                .orElseGet(place::written);
    }

    private static void report(Block block, FindingSink sink) {
        Place first = block.first();
        List<String> others =
                block.places().stream().skip(1).map(Place::written).toList();
        sink.report(Draft.of(RULE, new Location(first.path(), first.startLine(), first.endLine()))
                .with("lines", block.lines())
                .with("copies", block.places().size())
                .with("otherPlaces", others));
    }

    private static Block block(List<AnalysedFile> files, CloneSearch.Clone clone) {
        return new Block(
                clone.places().stream()
                        .map(seed -> place(files.get(seed.file()), seed.index(), clone.length()))
                        .toList(),
                clone.kin().stream()
                        .map(seed -> place(files.get(seed.file()), seed.index(), 1))
                        .toList());
    }

    /**
     * The block with the places that begin like it and hold the same lines, though their tokens part before the last
     * window is full.
     */
    private static Block withKin(Block block, Function<String, List<String>> lines) {
        Place first = block.first();
        List<Place> places = new ArrayList<>(block.places());
        for (Place kin : block.kin()) {
            int end = CommonTail.endOfSame(
                    new CommonTail.Open(lines.apply(first.path()), first.startLine() - 1, first.endLine() + 1),
                    new CommonTail.Open(lines.apply(kin.path()), kin.startLine() - 1, Integer.MAX_VALUE));
            Place whole = new Place(kin.path(), kin.startLine(), end, first.codeLines());
            if (end > 0 && places.stream().noneMatch(whole::overlaps)) {
                places.add(whole);
            }
        }
        return new Block(places, List.of());
    }

    /** The block with the lines behind it that all its places still have in common. */
    private static Block toItsEnd(Block block, Function<String, List<String>> lines) {
        if (block.lines() < FEWEST_LINES - MOST_IN_TAIL) {
            return block;
        }
        List<Place> places = block.places();
        CommonTail tail = CommonTail.of(places.stream()
                .map(place ->
                        new CommonTail.Open(lines.apply(place.path()), place.endLine(), startBehind(place, places)))
                .toList());
        List<Place> longer = new ArrayList<>();
        for (int at = 0; at < places.size(); at++) {
            Place place = places.get(at);
            longer.add(new Place(
                    place.path(), place.startLine(), tail.ends().get(at), place.codeLines() + tail.codeLines()));
        }
        return new Block(longer, block.kin());
    }

    private static List<String> lines(Repository repository, String path) {
        return repository.text(path).stream().flatMap(String::lines).toList();
    }

    /** Where the next place of the same file starts. */
    private static int startBehind(Place place, List<Place> places) {
        return places.stream()
                .filter(other -> other.path().equals(place.path()) && other.startLine() > place.startLine())
                .mapToInt(Place::startLine)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private static Place place(AnalysedFile file, int index, int length) {
        TokenBlocks blocks = file.facts().blocks();
        int last = index + length - 1;
        return new Place(
                file.path(),
                blocks.startLine(index),
                blocks.endLine(last),
                blocks.codeUntilEnd(last) - blocks.codeBefore(index));
    }
}
