package dev.upkeep.engine;

import dev.upkeep.engine.FileResult.Sighting;
import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository.Reading;
import dev.upkeep.engine.facts.FileFacts.FunctionMeasure;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.Finding;
import dev.upkeep.engine.finding.Fingerprints;
import dev.upkeep.engine.finding.Surroundings;
import dev.upkeep.engine.finding.Traits;
import dev.upkeep.engine.rule.Rule;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.rule.Severity;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.source.Context;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Completes what detectors drafted: defaults, context, message, identity. One per analysis, one thread. */
final class FindingAssembler {

    /** A figure, and the noun that it counts where one follows. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)\\}(?: ([a-z]{3,}[^s\\W])s\\b)?");

    private static final Comparator<Sighting> SOURCE_ORDER = Comparator.comparing(
                    (Sighting sighting) -> sighting.draft().location().path())
            .thenComparingInt(sighting -> sighting.draft().location().startLine())
            .thenComparing(sighting -> sighting.draft().ruleId())
            .thenComparingInt(sighting -> sighting.draft().location().endLine())
            .thenComparing(sighting -> sighting.draft().data().toString());

    private final RuleCatalog catalog;
    private final RepositoryView repository;
    private final Settings settings;
    private final Suppressions suppressions;
    private final Hotspots hotspots;
    private final Modules modules;
    private final Map<String, Integer> dependents;
    private final Fingerprints fingerprints = new Fingerprints();
    private final Map<String, Integer> ids = new HashMap<>();
    /** Of files with findings of the repository pass: one file may have hundreds. */
    private final Map<String, List<String>> shownLines = new HashMap<>();

    FindingAssembler(
            RuleCatalog catalog,
            RepositoryView repository,
            Suppressions suppressions,
            Hotspots hotspots,
            Map<String, Integer> dependents) {
        this.catalog = catalog;
        this.repository = repository;
        this.settings = repository.settings();
        this.suppressions = suppressions;
        this.hotspots = hotspots;
        this.modules = new Modules(repository.entries());
        this.dependents = dependents;
    }

    /** The findings, sorted by place; those inside unreachable files are folded into the one that says so. */
    List<Finding> assemble(Collection<Sighting> sightings) {
        Map<String, Integer> folded = new TreeMap<>();
        List<Sighting> kept = new ArrayList<>();
        for (Sighting sighting : sightings) {
            Draft draft = sighting.draft();
            if (Suppressions.switchedOff(settings, draft.ruleId())) {
                continue;
            }
            if (insideUnreachable(draft)) {
                folded.merge(draft.location().path(), 1, Integer::sum);
            } else if (isInPlace(draft)) {
                kept.add(sighting);
            }
        }
        return kept.stream()
                .map(sighting -> withFolded(sighting, folded))
                .sorted(SOURCE_ORDER)
                .map(this::complete)
                .toList();
    }

    private boolean insideUnreachable(Draft draft) {
        return contextOf(draft) == Context.UNREACHABLE && !tellsUnreachable(draft);
    }

    private boolean isInPlace(Draft draft) {
        return catalog.rule(draft.ruleId()).where().includes(contextOf(draft));
    }

    private static boolean tellsUnreachable(Draft draft) {
        return draft.ruleId().endsWith("/unreachable-file") || draft.ruleId().endsWith("/unreachable-folder");
    }

    private static Sighting withFolded(Sighting sighting, Map<String, Integer> folded) {
        if (!tellsUnreachable(sighting.draft())) {
            return sighting;
        }
        int inside = unreachable(sighting.draft())
                .mapToInt(path -> folded.getOrDefault(path, 0))
                .sum();
        return inside == 0
                ? sighting
                : new Sighting(
                        sighting.draft().with("foldedFindings", inside), sighting.snippet(), sighting.surroundings());
    }

    /** The files that the finding calls so. */
    private static Stream<String> unreachable(Draft draft) {
        return draft.data().get("paths") instanceof List<?> several
                ? several.stream().map(String::valueOf)
                : Stream.of(draft.location().path());
    }

    private Context contextOf(Draft draft) {
        Context ofFile = repository
                .file(draft.location().path())
                .map(file -> draft.location().whole()
                        ? file.context()
                        : file.contextAt(draft.location().startLine()))
                .orElse(Context.PRODUCTION);
        if (draft.context() == Context.PRODUCTION && ofFile.compareTo(Context.GENERATED) > 0) {
            // Said in so many words: a load test lies among tests, and what it measured is the product.
            return Context.PRODUCTION;
        }
        return Optional.ofNullable(draft.context()).map(ofFile::and).orElse(ofFile);
    }

    private Finding complete(Sighting sighting) {
        Draft draft = sighting.draft();
        Rule rule = catalog.rule(draft.ruleId());
        String path = draft.location().path();
        String scope = scope(draft);
        String fingerprint = fingerprints.next(draft.ruleId(), path, scope, sighting.snippet());
        return new Finding(
                unique(fingerprint.substring(0, 16)),
                fingerprint,
                rule.id(),
                severity(rule, draft),
                Objects.requireNonNullElse(draft.confidence(), rule.confidence()),
                message(rule, draft),
                draft.location(),
                contextOf(draft),
                modules.of(path),
                sighting.snippet(),
                draft.data(),
                hotspots.percentile(path).orElse(null),
                dependents.get(path),
                new Traits(scope, Fingerprints.content(sighting.snippet()), sighting.surroundings()),
                suppressions.reason(draft).orElse(null),
                draft.fix());
    }

    /** Where the rule names no thing around its finding, the innermost function is it. */
    private String scope(Draft draft) {
        int line = draft.location().startLine();
        return !draft.scope().isEmpty()
                ? draft.scope()
                : repository.file(draft.location().path()).stream()
                        .flatMap(file -> file.facts().functions().stream())
                        .filter(function -> function.startLine() <= line && line <= function.endLine())
                        .max(Comparator.comparingInt(FunctionMeasure::startLine))
                        .map(FunctionMeasure::name)
                        .orElse("");
    }

    private String unique(String id) {
        int before = ids.merge(id, 1, Integer::sum) - 1;
        return before == 0 ? id : id + "-" + before;
    }

    private Severity severity(Rule rule, Draft draft) {
        String asked = Stream.of(rule.id(), rule.area() + "/*", "*")
                .map(settings.severities()::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return asked == null ? byPlace(rule, draft) : Severity.valueOf(asked.toUpperCase(Locale.ROOT));
    }

    /** A risk of running code is none where the code runs for its developers alone. */
    private Severity byPlace(Rule rule, Draft draft) {
        return rule.category().isOfRunningCode() && contextOf(draft).isRehearsal()
                ? Severity.LOW
                : Objects.requireNonNullElse(draft.severity(), rule.severity());
    }

    private static String message(Rule rule, Draft draft) {
        return PLACEHOLDER
                .matcher(Objects.requireNonNullElse(draft.message(), rule.message()))
                .replaceAll(found -> Matcher.quoteReplacement(counted(figure(draft, found.group(1)), found.group(2))));
    }

    /** {@code 2 files}, and {@code 1 file}. */
    private static String counted(String figure, @Nullable String noun) {
        return noun == null ? figure : figure + " " + noun + (figure.equals("1") ? "" : "s");
    }

    private static String figure(Draft draft, String name) {
        Object value = draft.data().get(name);
        return switch (value) {
            case null -> "?";
            case Double number when number == Math.rint(number) -> "%,d".formatted(Math.round(number));
            case Double number -> "%,.1f".formatted(number);
            case Integer number -> "%,d".formatted(number);
            case Long number -> "%,d".formatted(number);
            case Collection<?> list ->
                String.join(", ", list.stream().map(String::valueOf).toList());
            default -> value.toString();
        };
    }

    /** The sightings of the file pass, with drafts of paths that only the repository pass knows better. */
    static List<Sighting> ofFiles(Map<String, FileResult> results, Set<String> paths) {
        return paths.stream()
                .sorted()
                .map(results::get)
                .filter(Objects::nonNull)
                .flatMap(result -> result.sightings().stream())
                .toList();
    }

    /** A finding of the repository pass, shown by the lines at its place. */
    Sighting show(Draft draft) {
        return repository
                .read(shown(draft), draft.location().path())
                .map(shown -> new Sighting(draft, shown.snippet(), shown.surroundings()))
                .orElseGet(() -> new Sighting(draft, "", Surroundings.NONE));
    }

    /** What lines show a finding: most texts stay as they were, and need not be read again for that. */
    private record Shown(String snippet, Surroundings surroundings) {}

    private Reading<Shown> shown(Draft draft) {
        String place = draft.ruleId() + ":" + draft.location().startLine() + "-"
                + draft.location().endLine();
        return Reading.small("shown:" + place, (path, text) -> {
            Sighting sighting = FileInspector.sighting(
                    draft, shownLines.computeIfAbsent(path, each -> text.lines().toList()));
            return new Shown(sighting.snippet(), sighting.surroundings());
        });
    }

    /**
     * How a file stands after all contexts are merged. What the build says of a file's purpose corrects what its path
     * says; that somebody or something else wrote it stays true.
     */
    static AnalysedFile merged(AnalysedFile file, Map<String, Context> better) {
        Context context = better.get(file.path());
        if (context == null) {
            return file;
        }
        boolean notOurs = file.context() == Context.GENERATED || file.context() == Context.VENDORED;
        Context merged = notOurs ? file.context().and(context) : context;
        return new AnalysedFile(file.entry(), file.language(), merged, file.facts());
    }
}
