package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FileFacts.TokenBlock;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The same tokens in several places. Windows of equal hash are seeds; each is extended line by line for as long as the
 * places stay equal, and reported once, at the first of them. Names and literals must agree: what is reported can be
 * compared by eye.
 */
final class DuplicatedBlock implements RepositoryDetector {

    private static final String RULE = "any/duplicated-block";
    /** What nobody here writes, and what is to be deleted rather than merged. */
    private static final Set<Context> ASIDE = EnumSet.of(Context.GENERATED, Context.VENDORED, Context.UNREACHABLE);

    private static final Pattern VERSION = Pattern.compile("(?<![A-Za-z0-9])v\\d+(?![A-Za-z0-9])");
    private static final int FEWEST_LINES = 12;
    /** How many lines a window of tokens may fall short of the common end, where it matters for the fewest lines. */
    private static final int MOST_IN_TAIL = 4;

    private static final int MOST_REPORTED = 200;

    /** One of the equal places, with its lines of code. */
    private record Place(String path, int startLine, int endLine, int codeLines) {

        String written() {
            return "%s:%d-%d".formatted(path, startLine, endLine);
        }
    }

    /**
     * All places of one block.
     *
     * @param places in the order of the files
     */
    private record Block(List<Place> places) {

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
                .filter(file -> !ASIDE.contains(file.context()))
                .filter(file -> !file.facts().blocks().isEmpty() && !Paths.isMigration(file.path()))
                .filter(file -> !DataFacts.isData(file))
                .toList();
        Map<String, List<String>> lines = new HashMap<>();
        new CloneSearch(files)
                .clones().stream()
                        .map(clone -> block(files, clone))
                        .map(block ->
                                toItsEnd(block, path -> lines.computeIfAbsent(path, each -> lines(repository, each))))
                        .filter(block -> block.lines() >= FEWEST_LINES)
                        .filter(block -> !isOfVersions(block))
                        .sorted(Comparator.comparingInt(Block::lines)
                                .reversed()
                                .thenComparing(block -> block.first().written()))
                        .limit(MOST_REPORTED)
                        .forEach(block -> report(block, sink));
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
        return new Block(clone.places().stream()
                .map(seed -> place(files.get(seed.file()), seed.index(), clone.length()))
                .toList());
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
        return new Block(longer);
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
        TokenBlock first = file.facts().blocks().get(index);
        TokenBlock last = file.facts().blocks().get(index + length - 1);
        return new Place(file.path(), first.startLine(), last.endLine(), last.codeUntilEnd() - first.codeBefore());
    }
}
