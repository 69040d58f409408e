package dev.upkeep.engine.detect.sql;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds fixed statements that are compiled again in each round of a loop. Evidence: a file that imports a library which
 * keeps no compiled statements by itself, and in the loop a call of it with the statement as a literal.
 */
final class UnpreparedQuery implements SyntaxDetector {

    private static final String RULE = "sql/unprepared-repeated-query";
    private static final Pattern RUST = Pattern.compile("(?<![:\\w])(rusqlite|tokio_postgres|postgres|duckdb)::");
    private static final Pattern SCRIPT = Pattern.compile("['\"](better-sqlite3|sqlite3|node:sqlite|bun:sqlite)['\"]");
    private static final Pattern OTHERS = Pattern.compile("\\b(sqlx|diesel|sea_orm)::");
    private static final Set<String> RUNS =
            Set.of("execute", "query", "query_row", "query_one", "query_opt", "query_raw", "query_and_then", "prepare");
    private static final Set<String> SCRIPT_RUNS = Set.of("prepare", "run", "all", "get");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public Set<Language> languages() {
        return Set.of(Language.RUST, Language.TYPESCRIPT, Language.TSX, Language.JAVASCRIPT);
    }

    @Override
    public Set<String> kinds() {
        return Set.of("call_expression");
    }

    @Override
    public void visit(Node call, SourceFile file, FindingSink sink) {
        if (file.context() != Context.PRODUCTION || !carriesStatement(call) || EmbeddedSql.isOnce(file.path(), call)) {
            return;
        }
        boolean rust = file.language() == Language.RUST;
        String method = method(call);
        Optional<String> library = library(file, rust);
        Optional<Node> loop = QueryInLoop.loop(call);
        if (library.isPresent() && loop.isPresent() && (rust ? RUNS : SCRIPT_RUNS).contains(method)) {
            sink.report(Draft.of(RULE, Location.line(file.path(), call.startLine()))
                    .with("call", method)
                    .with("library", library.get())
                    .with("loop", loop.get().startLine()));
        }
    }

    private static Optional<String> library(SourceFile file, boolean rust) {
        Matcher found = (rust ? RUST : SCRIPT).matcher(file.text());
        boolean sure = found.find() && !OTHERS.matcher(file.text()).find();
        return sure ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static boolean carriesStatement(Node call) {
        List<Node> arguments = call.child("arguments").map(Node::namedChildren).orElse(List.of());
        return !arguments.isEmpty()
                && EmbeddedSql.STRINGS.contains(arguments.getFirst().kind())
                && arguments.getFirst().childOfKind("template_substitution").isEmpty()
                && EmbeddedSql.of(arguments.getFirst()).isPresent();
    }

    private static String method(Node call) {
        return call.child("function")
                .flatMap(function -> function.child("field").or(() -> function.child("property")))
                .map(Node::text)
                .orElse("");
    }
}
