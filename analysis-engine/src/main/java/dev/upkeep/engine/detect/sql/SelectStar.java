package dev.upkeep.engine.detect.sql;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds queries of production code that ask a table for all columns. Evidence: the statement in the string. */
final class SelectStar implements SyntaxDetector {

    private static final String RULE = "sql/select-star";
    private static final Pattern STAR =
            Pattern.compile("(?is)\\s*select\\s+(?:distinct\\s+)?\\*\\s+from\\s+([\\w.\"`]+)(?![\\w.\"`(]).*");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public Set<Language> languages() {
        return EmbeddedSql.LANGUAGES;
    }

    @Override
    public Set<String> kinds() {
        return EmbeddedSql.STRINGS;
    }

    @Override
    public void visit(Node node, SourceFile file, FindingSink sink) {
        if (file.context() != Context.PRODUCTION) {
            return;
        }
        Optional<Matcher> all = EmbeddedSql.of(node).map(STAR::matcher).filter(Matcher::matches);
        all.filter(star -> !EmbeddedSql.isOnce(file.path())).ifPresent(star -> {
            String table = star.group(1).replaceAll("[\"`]", "");
            sink.report(Draft.of(RULE, Location.line(file.path(), node.startLine()))
                    .scope(table)
                    .with("table", table));
        });
    }
}
