package dev.upkeep.engine.detect.db;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.db.OpenedConnection.Place;
import dev.upkeep.engine.detect.script.syntax.Handlers;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where scripts open connections to databases, as links of the kind {@value OpenedConnection#KIND}. */
final class ScriptConnections implements FactsExtractor {

    /** What opens: the last name of a call or constructor, in a file that imports one of these packages. */
    private record Opener(boolean made, Pattern name, Pattern from, String client, String server, boolean pool) {

        /** Words of which one is in the name of each package that opens; few files hold any. */
        private static final List<String> HINTS = List.of(
                "pg",
                "neondatabase",
                "mysql",
                "mariadb",
                "prisma",
                "mongo",
                "redis",
                "sqlite3",
                "sequelize",
                "knex",
                "typeorm");

        static boolean mayOpen(String text) {
            return HINTS.stream().anyMatch(text::contains);
        }
    }

    private static final String KNEX = "knex";
    private static final List<Opener> OPENERS = List.of(
            opener(true, "(pg\\.)?Client", "pg", "pg", "PostgreSQL", false),
            opener(true, "(pg\\.)?Pool", "pg|@neondatabase/serverless", "pg", "PostgreSQL", true),
            opener(false, "(\\w+\\.)?createConnection", "mysql2?(/promise)?|mariadb", "mysql2", "MySQL", false),
            opener(false, "(\\w+\\.)?createPool", "mysql2?(/promise)?|mariadb", "mysql2", "MySQL", true),
            opener(true, "PrismaClient", "@prisma/client|[./@\\w-]*prisma[/\\w-]*", "@prisma/client", "SQL", true),
            opener(true, "(\\w+\\.)?MongoClient", "mongodb", "mongodb", "MongoDB", true),
            opener(false, "MongoClient\\.connect", "mongodb", "mongodb", "MongoDB", true),
            opener(false, "mongoose\\.(connect|createConnection)", "mongoose", "mongoose", "MongoDB", true),
            opener(true, "(Redis|IORedis|Redis\\.Cluster)", "ioredis", "ioredis", "Redis", false),
            opener(false, "(redis\\.)?createClient", "redis", "redis", "Redis", false),
            opener(true, "(sqlite3\\.)?Database|BetterSqlite3", "sqlite3|better-sqlite3", "sqlite3", "SQLite", false),
            opener(true, "(\\w+\\.)?Sequelize", "sequelize", "sequelize", "SQL", true),
            opener(true, "(\\w+\\.)?DataSource", "typeorm", "typeorm", "SQL", true),
            opener(false, "(?i)(\\w+\\.)?\\w*knex\\w*", KNEX, KNEX, "SQL", true));
    private static final Set<String> OPENING = Set.of("call_expression", "new_expression");
    private static final Pattern CLOSES = Pattern.compile("end|close|disconnect|\\$disconnect|quit|destroy");
    private static final Pattern ONCE = Pattern.compile(
            "(?i)main|run|start|init\\w*|boot\\w*|setup\\w*|seed\\w*|migrat\\w*|test\\w*|check\\w*|connect\\w*|create\\w*|get\\w*(client|connection|db|pool)|backup\\w*|import\\w*|export\\w*|health\\w*|ping|up|down");

    private static Opener opener(boolean made, String name, String from, String client, String server, boolean pool) {
        return new Opener(
                made,
                Pattern.compile(name),
                Pattern.compile("(from|require\\()\\s*['\"](" + from + ")['\"]"),
                client,
                server,
                pool);
    }

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        if (file.context() == Context.PRODUCTION && Opener.mayOpen(file.text())) {
            List<Opener> possible = OPENERS.stream()
                    .filter(opener -> opener.from().matcher(file.text()).find())
                    .toList();
            file.tree()
                    .filter(tree -> !possible.isEmpty())
                    .ifPresent(tree -> tree.root().descendants(OPENING).stream()
                            .forEach(node -> opener(node, possible)
                                    .ifPresent(opener ->
                                            facts.link(opened(node, opener).link(node.startLine())))));
        }
    }

    private static Optional<Opener> opener(Node node, List<Opener> possible) {
        boolean made = node.is("new_expression");
        String name =
                node.child(made ? "constructor" : "function").map(Node::text).orElse("");
        return possible.stream()
                .filter(opener ->
                        opener.made() == made && opener.name().matcher(name).matches())
                .filter(opener -> !opener.client().equals(KNEX) || isSetUp(node))
                .findFirst()
                .filter(opener -> !holdsLock(node));
    }

    /** Knex makes its pool of settings; by the same name it begins a query, then of a table. */
    private static boolean isSetUp(Node call) {
        return call.child("arguments")
                .flatMap(arguments -> arguments.namedChildren().stream().findFirst())
                .filter(first -> !first.is("string") && !first.is("template_string"))
                .isPresent();
    }

    /** A lock lives as long as the session that asks for it: a pool would lend that to others. */
    private static boolean holdsLock(Node call) {
        return Scripts.enclosingFunction(call)
                .filter(function ->
                        OpenedConnection.LOCKS.matcher(function.text()).find())
                .isPresent();
    }

    private static OpenedConnection opened(Node node, Opener opener) {
        String call = node.is("new_expression")
                ? "new " + node.child("constructor").map(Node::text).orElse("")
                : Scripts.callee(node);
        return new OpenedConnection(
                opener.client(), opener.server(), opener.pool(), call, Scripts.scope(node), place(node), 0);
    }

    private static Place place(Node node) {
        Optional<Node> function = Scripts.enclosingFunction(node);
        if (function.isEmpty() || isCalledAtOnce(function.get()) || !isLocal(node, function.get())) {
            return Place.ONCE;
        }
        if (Handlers.around(node).isPresent()) {
            return Place.HANDLER;
        }
        boolean closes = Scripts.ownNodes(function.get())
                .filter(each -> each.is("call_expression"))
                .anyMatch(each -> CLOSES.matcher(Scripts.lastName(each)).matches());
        boolean once = ONCE.matcher(Scripts.scope(node)).matches();
        return closes && !once ? Place.FUNCTION : Place.ONCE;
    }

    /** Whether a function is called where it is written, and there not by another function: it runs when the file does. */
    private static boolean isCalledAtOnce(Node function) {
        Optional<Node> around = function.parent();
        boolean called = around.filter(each -> each.is("parenthesized_expression"))
                .flatMap(Node::parent)
                .or(() -> around)
                .filter(each -> each.is("call_expression"))
                .flatMap(each -> each.child("function"))
                .filter(callee -> callee.text().startsWith("(") || callee.equals(function))
                .isPresent();
        return called && Scripts.enclosingFunction(function).isEmpty();
    }

    /** Whether it goes into a variable of the function, and no further: not returned, not stored. */
    private static boolean isLocal(Node node, Node function) {
        Optional<Node> variable = node.ancestor(
                        "variable_declarator",
                        "assignment_expression",
                        "return_statement",
                        "arguments",
                        "pair",
                        "statement_block")
                .filter(each -> each.is("variable_declarator"));
        Optional<String> name = variable.flatMap(each -> each.child("name")).map(Node::text);
        boolean declaredHere =
                variable.filter(each -> each.index() > function.index()).isPresent();
        return declaredHere
                && function.descendants().stream()
                        .filter(each ->
                                each.is("return_statement") || each.is("assignment_expression") || each.is("pair"))
                        .noneMatch(each -> each.namedChildren().stream()
                                .anyMatch(child -> name.filter(child::hasText).isPresent()));
    }
}
