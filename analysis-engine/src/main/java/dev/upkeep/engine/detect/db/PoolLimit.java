package dev.upkeep.engine.detect.db;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.service.Reasons;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is too much for a pool of connections: twice the cores, at most 20, and half as much again before it counts. */
final class PoolLimit {

    static final String RULE = "db/pool-size";

    private static final int MOST = 20;
    private static final int FAR_ABOVE = MOST + MOST / 2;
    private static final Pattern REASON = Pattern.compile("\\w{3,}\\W+\\w{2,}");

    private PoolLimit() {}

    /** A finding for a literal that is far above the limit, unless a comment beside it says something. */
    static Optional<Draft> above(Node literal, String setting, SourceFile file) {
        String digits = literal.text().replaceAll("_|[ui](8|16|32|64|size)$", "");
        boolean number = digits.matches("\\d{1,7}");
        return Optional.of(literal)
                .filter(each -> number && Integer.parseInt(digits) >= FAR_ABOVE && file.context() == Context.PRODUCTION)
                .filter(each -> !Reasons.given(file, each.startLine(), each.startLine(), REASON))
                .map(each -> Draft.of(RULE, Location.line(file.path(), each.startLine()))
                        .scope(setting)
                        .with("setting", setting)
                        .with("size", Integer.parseInt(digits))
                        .with("limit", MOST));
    }
}
