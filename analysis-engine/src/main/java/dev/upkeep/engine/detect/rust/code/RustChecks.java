package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.detect.FileDetector;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.KindTable;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs all checks over a Rust file in one pass, so that imports and types are read once for all of them. */
public final class RustChecks implements FileDetector {

    private final List<RustCheck> checks;
    private final KindTable<List<RustCheck>> interested;

    public RustChecks(List<RustCheck> checks) {
        this.checks = List.copyOf(checks);
        this.interested = new KindTable<>(kind -> this.checks.stream()
                .filter(check -> check.kinds().contains(kind))
                .toList());
    }

    @Override
    public Set<String> rules() {
        return checks.stream().map(RustCheck::rule).collect(Collectors.toSet());
    }

    @Override
    public boolean accepts(SourceFile file) {
        return file.language() == Language.RUST && file.context() != Context.GENERATED;
    }

    @Override
    public void detect(SourceFile file, FindingSink sink) {
        file.tree().ifPresent(tree -> run(tree, RustScope.of(file, tree), sink));
    }

    private void run(SyntaxTree tree, RustScope scope, FindingSink sink) {
        for (int index = 0; index < tree.size(); index++) {
            for (RustCheck check : interested.of(tree, index)) {
                check.check(tree.node(index), scope, sink);
            }
        }
    }
}
