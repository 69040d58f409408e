package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.document.Json;
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

    private static final Pattern HINT = Pattern.compile(
            "http_req|requests|Request Count|testResults|elapsed|latencies|numberOfRequests", Pattern.CASE_INSENSITIVE);

    @Override
    public Set<Language> languages() {
        return Set.of(Language.JSON, Language.CSV, Language.XML, Language.TEXT);
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        boolean ours = file.context() != Context.VENDORED && file.context() != Context.GENERATED;
        if (ours
                && !Paths.isTestMaterial(file.path())
                && HINT.matcher(file.text()).find()) {
            read(file).forEach(result -> facts.link(result.toLink()));
        }
    }

    static List<LoadTestResult> read(SourceFile file) {
        String start = file.text().stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            return Json.parse(file.text()).root().map(LoadTestExtractor::json).orElse(List.of());
        }
        if (start.startsWith("<")) {
            return XmlResults.read(file.lines()).stream().toList();
        }
        Optional<LoadTestResult> table = TableResults.read(file.lines());
        return table.map(List::of).orElseGet(() -> TextResults.read(file.lines()));
    }

    private static List<LoadTestResult> json(Value root) {
        return JsonResults.read(root).map(List::of).orElseGet(() -> LabelledJson.read(root));
    }
}
