package dev.upkeep.engine;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.facts.FileFacts;
import dev.upkeep.engine.facts.FileFacts.FunctionMeasure;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.TreeQuery;
import dev.upkeep.engine.syntax.TreeQuery.Capture;
import dev.upkeep.engine.syntax.TreeQuery.Match;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes findings of what queries found: one for each node that is captured as {@code @finding}; the other captures are
 * its figures. What lies in a place that the grammar could not read is left out.
 */
record QuerySightings(SourceFile file, FileFacts facts) {

    private static final int LONGEST_FIGURE = 80;

    void report(String rule, TreeQuery.Result found, FindingSink sink, List<String> problems) {
        Set<Node> seen = new HashSet<>();
        for (Match match : found.matches()) {
            match.captures().stream()
                    .filter(capture -> capture.name().equals(TreeQuery.FINDING))
                    .map(Capture::node)
                    .filter(node -> !node.inError() && seen.add(node))
                    .forEach(node -> sink.report(draft(rule, match, node)));
        }
        if (found.cut() != null) {
            problems.add("%s on %s is not complete: %s".formatted(rule, file.path(), found.cut()));
        }
    }

    private Draft draft(String rule, Match match, Node finding) {
        Location location = new Location(file.path(), finding.startLine(), finding.endLine());
        Draft draft = Draft.of(rule, location).scope(scope(location.startLine()));
        for (Capture capture : match.captures()) {
            boolean figure = !capture.name().equals(TreeQuery.FINDING)
                    && !capture.name().startsWith("_")
                    && !draft.data().containsKey(capture.name());
            draft = figure ? draft.with(capture.name(), figure(capture.node())) : draft;
        }
        return draft;
    }

    private static String figure(Node node) {
        String text = node.text().strip().replaceAll("\\s+", " ");
        return text.length() <= LONGEST_FIGURE ? text : text.substring(0, LONGEST_FIGURE) + "…";
    }

    private String scope(int line) {
        return facts.functions().stream()
                .filter(function -> function.startLine() <= line && line <= function.endLine())
                .min(Comparator.comparingInt(function -> function.endLine() - function.startLine()))
                .map(FunctionMeasure::name)
                .orElse("");
    }
}
