package dev.upkeep.engine;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The one pass over a flat tree: each node is offered to the detectors that asked for its kind. Who asked is looked up
 * once per grammar symbol and remembered, so the pass costs an array access for the many nodes that nobody wants.
 */
final class SyntaxPass {

    /** Above any grammar's symbol count: symbols are 16 bits wide. */
    private static final int SYMBOLS = 1 << 16;

    private final List<SyntaxDetector> detectors;
    private final Map<Language, AtomicReferenceArray<List<SyntaxDetector>>> wanted = new EnumMap<>(Language.class);

    SyntaxPass(List<SyntaxDetector> detectors) {
        this.detectors = detectors;
        detectors.stream()
                .flatMap(detector -> detector.languages().stream())
                .distinct()
                .forEach(language -> wanted.put(language, new AtomicReferenceArray<>(SYMBOLS)));
    }

    void run(SyntaxTree tree, SourceFile file, FindingSink sink, List<String> problems) {
        AtomicReferenceArray<List<SyntaxDetector>> interested = wanted.get(file.language());
        if (interested == null) {
            return;
        }
        for (int index = 0; index < tree.size(); index++) {
            List<SyntaxDetector> visitors = visitors(interested, tree, index, file.language());
            for (SyntaxDetector visitor : visitors) {
                Node node = tree.node(index);
                FileInspector.attempt(visitor, file, problems, () -> visitor.visit(node, file, sink));
            }
        }
    }

    private List<SyntaxDetector> visitors(
            AtomicReferenceArray<List<SyntaxDetector>> interested, SyntaxTree tree, int index, Language language) {
        int symbol = tree.symbol(index);
        List<SyntaxDetector> known = interested.get(symbol);
        if (known != null) {
            return known;
        }
        String kind = tree.kind(index);
        List<SyntaxDetector> asked = detectors.stream()
                .filter(detector -> detector.languages().contains(language))
                .filter(detector -> detector.kinds().contains(kind))
                .toList();
        interested.set(symbol, asked);
        return asked;
    }
}
