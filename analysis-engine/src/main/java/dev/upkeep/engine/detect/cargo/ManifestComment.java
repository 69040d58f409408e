package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is written beside an entry of a {@code Cargo.toml}: the comment lines directly above, and the entry's own line. */
public final class ManifestComment {

    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#(.*)");

    private static final int LEAST_WORDS = 3;

    /** What says why something is as it is, and not only what it is. */
    private static final Pattern WHY = Pattern.compile(
            "(?i)\\b(because|since|so that|due to|to (fix|avoid|prevent|satisfy|force)|otherwise|although|though|but|by default|works? ?around"
                    + "|(do|does|is|are|ca|wo|would)n't|cannot|must|ensures?|implicit(ly)?|indirect(ly)?"
                    + "|not (used|named|referenced|imported|called)|(delete|remove|drop) (this |it )?(once|when|after))\\b");

    private static final int LEAST_OF_REASON = 4;

    /** What tells of all entries below that no code names them: "These dependencies aren't used by the engine, but …". */
    private static final Pattern OF_SEVERAL = Pattern.compile(
            "(?i)\\b(these|following|below) (dependencies|deps|crates|packages)\\b[^.]*"
                    + "(\\bunused\\b|(\\bnot|n't|\\bnever)( directly| actually)? (used|needed|named|imported|referenced)\\b)");

    private ManifestComment() {}

    /** Whether it asks for exactly one version, or for none above one, and a sentence beside it says why. */
    public static boolean holdsBack(Repository repository, CargoPackage owner, CargoDependency dependency) {
        return holdsBack(repository, owner.manifest(), dependency);
    }

    /** The same for an entry of the manifest at this path. */
    public static boolean holdsBack(Repository repository, String manifest, CargoDependency dependency) {
        return dependency
                        .version()
                        .filter(version -> version.strip().matches("=.*|.*<.*"))
                        .isPresent()
                && beside(repository, manifest, dependency).stream()
                        .anyMatch(comment -> comment.strip().split("\\s+", -1).length >= LEAST_WORDS);
    }

    /**
     * Whether a sentence beside it says why it is there, and speaks of it alone: on its line, by its name or that of one of
     * its features, or because no other entry follows.
     */
    static boolean givesReason(Repository repository, CargoPackage owner, CargoDependency dependency) {
        String onLine = line(repository, owner, dependency.line())
                .map(COMMENT::matcher)
                .filter(Matcher::find)
                .map(comment -> comment.group(1))
                .orElse("");
        String said = String.join(" ", beside(repository, owner, dependency));
        String above = said.substring(0, said.length() - onLine.length());
        return isReason(onLine)
                || (isReason(above) && (speaksOf(above, dependency) || standsAlone(repository, owner, dependency)))
                || isNamedAboveNeighbours(repository, owner, dependency)
                || OF_SEVERAL
                        .matcher(nearestAbove(repository, owner, dependency))
                        .find()
                || (isReason(aboveTable(repository, owner, dependency)) && standsAlone(repository, owner, dependency));
    }

    /** Whether a reason above the entries before it, without a blank line between, names it in quotation marks too. */
    private static boolean isNamedAboveNeighbours(
            Repository repository, CargoPackage owner, CargoDependency dependency) {
        for (int at = dependency.line() - 1; at > 0; at--) {
            Optional<String> entry = line(repository, owner, at).filter(ManifestComment::isEntry);
            if (entry.isEmpty()) {
                return false;
            }
            String said = String.join(" ", beside(repository, owner.manifest(), at));
            if (isReason(said) && said.contains("`" + dependency.key() + "`")) {
                return true;
            }
        }
        return false;
    }

    /** The lines of the last comment before it that stands on lines of its own, whatever lies between. */
    private static String nearestAbove(Repository repository, CargoPackage owner, CargoDependency dependency) {
        for (int at = dependency.line() - 1; at > 0; at--) {
            if (line(repository, owner, at)
                    .filter(line -> line.stripLeading().startsWith("#"))
                    .isPresent()) {
                return String.join(" ", beside(repository, owner.manifest(), at));
            }
        }
        return "";
    }

    private static boolean isEntry(String line) {
        return line.contains("=") && !line.startsWith("#") && !line.startsWith("[");
    }

    /** What is said above the heading of a table whose first entry this is. */
    private static String aboveTable(Repository repository, CargoPackage owner, CargoDependency dependency) {
        int heading = dependency.line() - 1;
        boolean first = line(repository, owner, heading)
                .filter(line -> line.startsWith("["))
                .isPresent();
        return first ? String.join(" ", beside(repository, owner.manifest(), heading)) : "";
    }

    private static boolean isReason(String said) {
        return said.strip().split("\\s+", -1).length >= LEAST_OF_REASON
                && WHY.matcher(said).find();
    }

    private static boolean speaksOf(String said, CargoDependency dependency) {
        String plain = plain(said);
        return Stream.concat(Stream.of(dependency.key()), dependency.features().stream())
                .anyMatch(name -> plain.contains(plain(name)));
    }

    /** Words between blanks. */
    private static String plain(String text) {
        return " " + text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip() + " ";
    }

    private static boolean standsAlone(Repository repository, CargoPackage owner, CargoDependency dependency) {
        return CargoDependency.of(owner.document()).stream()
                .map(CargoDependency::line)
                .filter(line -> line > dependency.line())
                .min(Comparator.naturalOrder())
                .flatMap(next -> line(repository, owner, next - 1))
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#") && !line.startsWith("["))
                .isEmpty();
    }

    private static Optional<String> line(Repository repository, CargoPackage owner, int number) {
        return repository
                .text(owner.manifest())
                .flatMap(text -> text.lines().skip(Math.max(0, number - 1)).findFirst());
    }

    /** The texts behind {@code #}, from the top on. */
    public static List<String> beside(Repository repository, CargoPackage owner, CargoDependency dependency) {
        return beside(repository, owner.manifest(), dependency);
    }

    private static List<String> beside(Repository repository, String manifest, CargoDependency dependency) {
        return beside(repository, manifest, dependency.line());
    }

    private static List<String> beside(Repository repository, String manifest, int number) {
        List<String> lines = repository.text(manifest).stream()
                .flatMap(String::lines)
                .limit(Math.max(0, number))
                .toList();
        if (number < 1 || lines.size() < number) {
            return List.of();
        }
        int at = lines.size() - 2;
        while (at >= 0 && lines.get(at).stripLeading().startsWith("#")) {
            at--;
        }
        return lines.subList(at + 1, lines.size()).stream()
                .map(COMMENT::matcher)
                .filter(Matcher::find)
                .map(comment -> comment.group(1))
                .toList();
    }
}
