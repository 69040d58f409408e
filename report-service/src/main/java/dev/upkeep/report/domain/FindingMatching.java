package dev.upkeep.report.domain;

import dev.upkeep.report.domain.CandidateGroup.Weighed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which findings of two analyses are the same, strongest evidence first: what one step has paired, later ones leave
 * alone. Only findings of one rule are paired, each with at most one. Exchanging the sides gives the same pairs, and so
 * does any order within them; a side matched with itself pairs each finding with itself.
 */
final class FindingMatching {

    /** Why two findings are taken for one, strongest first. */
    enum Reason {
        /** The same code in the same named thing of the same file, or of the file that it was renamed from. */
        SAME_PLACE,
        /** The same code elsewhere, with its neighbours or in a thing of the same name; or its file went elsewhere. */
        MOVED,
        /** The same message on the same named thing. */
        SAME_MESSAGE,
        /** The same code in the same file, under another name. */
        SAME_CODE,
        /** Almost the same code, almost on the same line. */
        NEARBY,
        /** The only one, then and now, that says the same of its thing but for the figures. */
        SAME_BUT_FIGURES
    }

    /** Two findings that are one, by their places in the lists. */
    record Pair(int before, int after, Reason reason) {}

    /** Code with fewer letters and digits stands everywhere and does not tell where it came from. */
    private static final int TELLING_CHARACTERS = 8;

    private static final Pattern FIGURE = Pattern.compile("\\b\\d[\\d,.]*\\b");
    private static final int NEARBY_LINES = 3;
    private static final double NEARBY_LIKENESS = 0.8;

    private static final Comparator<Candidate> SOURCE_ORDER = Comparator.comparing(
            Candidate::sighting,
            Comparator.comparing(Sighting::path)
                    .thenComparingInt(Sighting::startLine)
                    .thenComparing(Sighting::ruleId)
                    .thenComparing(Sighting::fingerprint)
                    .thenComparing(Sighting::message)
                    .thenComparing(Sighting::snippet));

    private final List<Candidate> before;
    private final List<Candidate> after;
    private final Set<String> pathsBefore;
    private final Set<String> pathsAfter;
    private final List<Pair> pairs = new ArrayList<>();
    private final List<Map.Entry<Sighting, Sighting>> moved = new ArrayList<>();
    private final TokenLikeness likeness = new TokenLikeness();
    private Renames renames = Renames.NONE;

    private FindingMatching(List<Sighting> before, List<Sighting> after) {
        this.before = candidates(before, true);
        this.after = candidates(after, false);
        this.pathsBefore = paths(before);
        this.pathsAfter = paths(after);
    }

    /** All pairs, by their places in {@code after}; each list holds all findings of its analysis. */
    static List<Pair> of(List<Sighting> before, List<Sighting> after) {
        FindingMatching matching = new FindingMatching(before, after);
        matching.bySameCode();
        matching.byRenamedFiles(before, after);
        matching.byNamedThings();
        matching.byWords();
        return matching.sorted();
    }

    /** The pairs that the same code alone makes: for findings that were gone in between. */
    static List<Pair> ofSameCode(List<Sighting> before, List<Sighting> after) {
        FindingMatching matching = new FindingMatching(before, after);
        matching.bySameCode();
        matching.byNamedThings();
        return matching.sorted();
    }

    private void bySameCode() {
        pair(Reason.SAME_PLACE, this::place, (_, _) -> true);
        pair(Reason.MOVED, FindingMatching::codeWithNeighbours, FindingMatching::telling);
    }

    private void byRenamedFiles(List<Sighting> old, List<Sighting> recent) {
        pair(Reason.MOVED, this::wordsInFileOfItsName, (group, _) -> group.fromFileToFile());
        renames = Renames.seen(moved, old, recent);
        pair(Reason.SAME_PLACE, this::place, (_, _) -> true);
    }

    private void byNamedThings() {
        pair(Reason.MOVED, FindingMatching::codeInNamedThing, FindingMatching::telling);
    }

    private void byWords() {
        pair(Reason.SAME_MESSAGE, one -> key(one, file(one), one.scope(), words(one)), (_, _) -> true);
        pair(
                Reason.SAME_CODE,
                one -> one.content().isEmpty() ? null : key(one, file(one), one.content()),
                (_, weighed) -> weighed.sameNeighbours() > 0 || (tells(weighed.before()) && tells(weighed.after())));
        pair(Reason.NEARBY, one -> key(one, file(one)), (_, weighed) -> nearby(weighed));
        pair(
                Reason.SAME_BUT_FIGURES,
                one -> key(one, file(one), one.scope(), wordsWithoutFigures(one)),
                (group, _) -> group.single());
    }

    private void pair(
            Reason reason, Function<Candidate, @Nullable String> key, BiPredicate<CandidateGroup, Weighed> accepted) {
        Map<String, List<Candidate>> recent = unpaired(after, key);
        unpaired(before, key).forEach((common, old) -> {
            CandidateGroup group = new CandidateGroup(old, recent.getOrDefault(common, List.of()));
            group.pairs(likeness, weighed -> accepted.test(group, weighed)).forEach(weighed -> join(weighed, reason));
        });
    }

    private void join(Weighed weighed, Reason reason) {
        weighed.before().pair();
        weighed.after().pair();
        pairs.add(new Pair(weighed.before().index(), weighed.after().index(), reason));
        if (reason == Reason.MOVED) {
            moved.add(Map.entry(weighed.before().sighting(), weighed.after().sighting()));
        }
    }

    /** Without a digest of the code the fingerprint stands for all of it. */
    private String place(Candidate one) {
        return one.content().isEmpty()
                ? key(one, file(one), one.sighting().fingerprint())
                : key(one, file(one), one.scope(), one.content());
    }

    private static @Nullable String codeWithNeighbours(Candidate one) {
        return one.content().isEmpty() || one.neighbours().isEmpty()
                ? null
                : key(one, one.scope(), one.content(), one.neighbours());
    }

    /** For files that left one folder for another: what was edited on the way still says the same, figures aside. */
    private @Nullable String wordsInFileOfItsName(Candidate one) {
        Set<String> others = one.old() ? pathsAfter : pathsBefore;
        return others.contains(one.sighting().path())
                ? null
                : key(one, one.sighting().fileName(), one.scope(), wordsWithoutFigures(one));
    }

    private static @Nullable String codeInNamedThing(Candidate one) {
        return tells(one) && !one.scope().isEmpty() ? key(one, one.scope(), one.content()) : null;
    }

    private static boolean tells(Candidate one) {
        long said = one.sighting()
                .snippet()
                .chars()
                .filter(Character::isLetterOrDigit)
                .count();
        return !one.content().isEmpty() && said >= TELLING_CHARACTERS;
    }

    private static String words(Candidate one) {
        return one.sighting().message();
    }

    /** A figure is a number that is no part of a name. */
    private static String wordsWithoutFigures(Candidate one) {
        return FIGURE.matcher(words(one)).replaceAll("#");
    }

    /** Code that left several files or came to several has moved only where the file is called the same. */
    private static boolean telling(CandidateGroup group, Weighed weighed) {
        return weighed.sameFileName() || group.fromFileToFile();
    }

    private static boolean nearby(Weighed weighed) {
        return weighed.lines() <= NEARBY_LINES && weighed.likeness() >= NEARBY_LIKENESS;
    }

    private static Map<String, List<Candidate>> unpaired(
            List<Candidate> candidates, Function<Candidate, @Nullable String> key) {
        Map<String, List<Candidate>> byKey = new TreeMap<>();
        for (Candidate candidate : candidates) {
            String common = candidate.paired() ? null : key.apply(candidate);
            if (common != null) {
                byKey.computeIfAbsent(common, _ -> new ArrayList<>()).add(candidate);
            }
        }
        return byKey;
    }

    private static String key(Candidate one, String... parts) {
        return one.sighting().ruleId() + "\u001f" + String.join("\u001f", parts);
    }

    private String file(Candidate one) {
        String path = one.sighting().path();
        return one.old() ? renames.nameNow(path) : path;
    }

    private static Set<String> paths(List<Sighting> sightings) {
        return sightings.stream().map(Sighting::path).collect(Collectors.toUnmodifiableSet());
    }

    private static List<Candidate> candidates(List<Sighting> sightings, boolean old) {
        return IntStream.range(0, sightings.size())
                .mapToObj(index -> new Candidate(sightings.get(index), index, old))
                .sorted(SOURCE_ORDER)
                .toList();
    }

    private List<Pair> sorted() {
        return pairs.stream().sorted(Comparator.comparingInt(Pair::after)).toList();
    }
}
