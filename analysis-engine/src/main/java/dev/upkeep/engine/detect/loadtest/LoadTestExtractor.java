package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.WordedPattern;
import dev.upkeep.engine.document.Json;
import dev.upkeep.engine.document.Parsed;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises load-test results by their content and keeps their figures as facts, so that only changed files are read. */
final class LoadTestExtractor implements FactsExtractor {

    private static final WordedPattern HINT = WordedPattern.anyOf(
            "http_req",
            "requests",
            "request count",
            "testresults",
            "elapsed",
            "latencies",
            "numberofrequests",
            "samplecount",
            "# samples",
            "# reqs",
            "occurrences");
    private static final Pattern NAMED_LOAD = Pattern.compile(
            "(?i).*(load|stress|perf|bench|spike|soak|throughput|k6|locust|artillery|jmeter|gatling).*");

    /** What shows a format, what a test expects to be printed, and what was broken on purpose. */
    private static final Pattern MEANT =
            Pattern.compile("(?i)(^|[/_.-])(samples?|examples?|snap(?:shots?)?|chaos|mocks?)([/_.-]|$)");

    @Override
    public Set<Language> languages() {
        return Set.of(Language.JSON, Language.CSV, Language.XML, Language.TEXT);
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        boolean ours = file.context() != Context.VENDORED && file.context() != Context.GENERATED;
        if (ours
                && !Paths.isTestMaterial(file.path())
                && !MEANT.matcher(file.path()).find()
                && HINT.isIn(file.text())) {
            read(file).forEach(result -> facts.link(result.toLink()));
        }
    }

    static List<LoadTestResult> read(SourceFile file) {
        String start = file.text().stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            Parsed parsed = Json.parse(file.text());
            if (parsed.problem() == null) {
                return json(parsed.documents(), NAMED_LOAD.matcher(file.path()).matches());
            }
        }
        List<Line> lines = Line.of(file.text());
        List<String> texts = lines.stream().map(Line::text).toList();
        if (start.startsWith("<")) {
            return XmlResults.read(texts).stream().toList();
        }
        List<LoadTestResult> tables = TableResults.read(texts);
        return tables.isEmpty() ? TextResults.read(lines) : tables;
    }

    private static List<LoadTestResult> json(List<Value> documents, boolean namedLoad) {
        Optional<LoadTestResult> points = K6Points.read(documents);
        if (points.isPresent()) {
            return List.of(points.get());
        }
        return documents.stream()
                .flatMap(root ->
                        JsonResults.read(root)
                                .map(List::of)
                                .orElseGet(() -> LabelledJson.read(root, namedLoad))
                                .stream())
                .toList();
    }
}
