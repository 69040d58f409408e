package dev.upkeep.report.domain;

import dev.upkeep.events.Coverage;
import dev.upkeep.events.Improvement.Evidence;
import dev.upkeep.events.Severity;
import dev.upkeep.report.domain.Kpi.Status;
import dev.upkeep.report.domain.Plan.Phase;
import dev.upkeep.report.domain.Report.BaselineRef;
import dev.upkeep.report.domain.Report.FixedFinding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a maintainer should know when nothing else is read: what is broken, which targets are missed, what to do first,
 * what the quick wins buy, where the impact is, what has changed. At most six sentences, each only where it is true.
 */
record Headlines(
        List<Finding> findings,
        List<Recommendation> recommendations,
        Plan plan,
        List<Kpi> kpis,
        Optional<BaselineRef> baseline,
        List<FixedFinding> fixed,
        Coverage coverage) {

    private static final int MOST = 6;

    /** A part of the repository is worth a sentence when it holds at least this share of the impact. */
    private static final double NOTABLE_SHARE = 0.3;

    List<String> sentences() {
        if (findings.stream().noneMatch(Finding::counts)) {
            return Stream.concat(
                            Stream.of(nothingFound()),
                            Stream.of(change(), targets(), unread()).flatMap(Optional::stream))
                    .toList();
        }
        return Stream.of(broken(), targets(), first(), quickWins(), change(), where(), unread(), size())
                .flatMap(Optional::stream)
                .limit(MOST)
                .toList();
    }

    private String nothingFound() {
        return "No rule found anything in the " + Wording.count(coverage.analysed(), "file") + " that were read.";
    }

    /** What is critical enough to be mended before all else; what is not, or is not sure, stands in its chapter. */
    private Optional<String> broken() {
        Set<String> fixedFirst = recommendations.stream()
                .filter(recommendation -> recommendation.phase() == 0)
                .map(Recommendation::id)
                .collect(Collectors.toSet());
        List<Finding> critical = findings.stream()
                .filter(finding -> finding.counts() && finding.severity() == Severity.CRITICAL)
                .filter(finding ->
                        finding.recommendationId() != null && fixedFirst.contains(finding.recommendationId()))
                .toList();
        if (critical.isEmpty()) {
            return Optional.empty();
        }
        Finding worst = critical.getFirst();
        String example = sentencePart(worst.message()) + " (" + Wording.place(worst.path(), worst.startLine()) + ")";
        return Optional.of(
                critical.size() == 1
                        ? "One finding is critical: " + example + "."
                        : Wording.count(critical.size(), "finding") + " are critical, first of all: " + example + ".");
    }

    private Optional<String> targets() {
        List<Kpi> missed =
                kpis.stream().filter(kpi -> kpi.status() == Status.MISSED).toList();
        if (missed.isEmpty()) {
            return Optional.empty();
        }
        String shown = missed.stream().limit(3).map(Headlines::miss).collect(Collectors.joining("; "));
        long measured =
                kpis.stream().filter(kpi -> kpi.status() != Status.UNKNOWN).count();
        return Optional.of(Wording.number(missed.size()) + " of " + Wording.count(measured, "measured target")
                + " " + (missed.size() == 1 ? "is" : "are") + " missed: " + shown + (missed.size() > 3 ? "; …" : "")
                + ".");
    }

    private static String miss(Kpi kpi) {
        double actual = Objects.requireNonNull(kpi.actual(), "a missed target was measured");
        return Wording.oneLine(kpi.name()) + " is " + withUnit(actual, kpi.unit()) + ", wanted " + kpi.comparison()
                + " " + withUnit(kpi.target(), kpi.unit());
    }

    private static String withUnit(double value, String unit) {
        return unit.isEmpty() ? Wording.number(value) : Wording.number(value) + " " + Wording.oneLine(unit);
    }

    private Optional<String> first() {
        return recommendations.stream()
                .filter(recommendation -> recommendation.phase() <= 1)
                .findFirst()
                .map(this::startWith);
    }

    private String startWith(Recommendation recommendation) {
        String place = recommendation.evidence().stream()
                .findFirst()
                .filter(evidence -> !recommendation.title().contains(evidence.path()))
                .map(Headlines::at)
                .orElse("");
        return "Start with: " + sentencePart(recommendation.title()) + place + ", about "
                + Wording.duration(recommendation.effort().minutes().likely()) + " for "
                + Wording.share(share(recommendation.impact().score())) + " of the total impact.";
    }

    private static String at(Evidence evidence) {
        return " (" + Wording.place(evidence.path(), evidence.line()) + ")";
    }

    private Optional<String> quickWins() {
        return plan.phases().stream()
                .filter(phase ->
                        phase.number() == 1 && phase.recommendationIds().size() > 1)
                .findFirst()
                .map(Headlines::bought);
    }

    private static String bought(Phase phase) {
        return Wording.count(phase.recommendationIds().size(), "quick win") + " together take about "
                + Wording.duration(phase.minutes()) + " and buy " + Wording.share(phase.impactShare())
                + " of the total impact.";
    }

    private Optional<String> change() {
        if (baseline.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Long> changes = new LinkedHashMap<>();
        changes.put("new", with(Finding.Status.NEW));
        changes.put("reopened", with(Finding.Status.REOPENED));
        changes.put("fixed", (long) fixed.size());
        changes.values().removeIf(count -> count == 0);
        String since = " since commit " + Wording.shortSha(baseline.get().commit()) + ".";
        return Optional.of(changes.isEmpty() ? "No finding came or went" + since : changed(changes) + since);
    }

    private long with(Finding.Status status) {
        return findings.stream().filter(finding -> finding.status() == status).count();
    }

    /** {@code 4 findings are new, 1 is reopened and 2 are fixed}. */
    private static String changed(Map<String, Long> changes) {
        List<String> parts = new ArrayList<>();
        changes.forEach(
                (word, count) -> parts.add((parts.isEmpty() ? Wording.count(count, "finding") : Wording.number(count))
                        + (count == 1 ? " is " : " are ")
                        + word));
        int last = parts.size() - 1;
        return last == 0 ? parts.getFirst() : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }

    private Optional<String> where() {
        Map<String, Double> byModule = recommendations.stream()
                .collect(Collectors.groupingBy(
                        Recommendation::module,
                        TreeMap::new,
                        Collectors.summingDouble(
                                recommendation -> recommendation.impact().score())));
        if (byModule.size() < 2) {
            return Optional.empty();
        }
        return byModule.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(most -> share(most.getValue()) >= NOTABLE_SHARE)
                .map(most -> Wording.share(share(most.getValue())) + " of the impact lies in "
                        + (most.getKey().isEmpty() ? "the root module" : Wording.printable(most.getKey())) + ".");
    }

    private Optional<String> unread() {
        return Optional.of(coverage.skippedTotal())
                .filter(skipped -> skipped > 0)
                .map(skipped -> Wording.count(skipped, "file") + " of " + Wording.number(coverage.files())
                        + " could not be read or " + (skipped == 1 ? "was" : "were")
                        + " left out; the reasons are listed.");
    }

    private Optional<String> size() {
        long counted = findings.stream().filter(Finding::counts).count();
        long files = findings.stream()
                .filter(Finding::counts)
                .map(Finding::path)
                .distinct()
                .count();
        int minutes = plan.phases().stream()
                .filter(phase -> phase.number() < 4)
                .mapToInt(Phase::minutes)
                .sum();
        return Optional.of(Wording.count(counted, "finding") + " in " + Wording.count(files, "file") + " make "
                + Wording.count(recommendations.size(), "recommendation") + ", about " + Wording.duration(minutes)
                + " of work without what is parked.");
    }

    private double share(double score) {
        double total = recommendations.stream()
                .mapToDouble(recommendation -> recommendation.impact().score())
                .sum();
        return total == 0 ? 0 : score / total;
    }

    /** A message inside a sentence: one line, without its own full stop. */
    private static String sentencePart(String message) {
        String line = Wording.oneLine(message);
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
