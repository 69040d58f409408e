package dev.upkeep.engine;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.KindTable;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The one pass over a flat tree: each node is offered to the detectors that asked for its kind, which costs an array
 * access for the many nodes that nobody wants.
 */
final class SyntaxPass {

    private final List<SyntaxDetector> detectors;
    private final Map<Language, KindTable<List<SyntaxDetector>>> wanted = new EnumMap<>(Language.class);

    SyntaxPass(List<SyntaxDetector> detectors) {
        this.detectors = detectors;
        detectors.stream()
                .flatMap(detector -> detector.languages().stream())
                .distinct()
                .forEach(language -> wanted.put(language, new KindTable<>(kind -> visitors(kind, language))));
    }

    void run(SyntaxTree tree, SourceFile file, FindingSink sink, List<String> problems) {
        KindTable<List<SyntaxDetector>> interested = wanted.get(file.language());
        if (interested == null) {
            return;
        }
        for (int index = 0; index < tree.size(); index++) {
            List<SyntaxDetector> visitors = interested.of(tree, index);
            if (!visitors.isEmpty()) {
                visit(visitors, tree.node(index), file, sink, problems);
            }
        }
    }

    private static void visit(
            List<SyntaxDetector> visitors, Node node, SourceFile file, FindingSink sink, List<String> problems) {
        for (SyntaxDetector visitor : visitors) {
            FileInspector.attempt(visitor, file, problems, () -> visitor.visit(node, file, sink));
        }
    }

    private List<SyntaxDetector> visitors(String kind, Language language) {
        return detectors.stream()
                .filter(detector -> detector.languages().contains(language))
                .filter(detector -> detector.kinds().contains(kind))
                .toList();
    }
}
