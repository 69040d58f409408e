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
import java.util.regex.Pattern;

/**
 * Finds queries that run once for each element. Evidence: a call that carries a statement (or asks a Prisma client), in
 * the body of a loop over elements or in the function that an array method calls for each, inside one function.
 */
final class QueryInLoop implements SyntaxDetector {

    private static final String RULE = "sql/query-in-loop";
    private static final int LONGEST_SHOWN = 60;
    private static final double CONDITIONAL = 0.65;
    private static final Set<String> CONDITIONS = Set.of("if_statement", "if_expression", "elif_clause");
    private static final Set<String> LOOPS =
            Set.of("for_expression", "for_statement", "for_in_statement", "enhanced_for_statement");
    private static final Set<String> FUNCTIONS = Set.of(
            "function_item",
            "closure_expression",
            "function_declaration",
            "function_definition",
            "method_definition",
            "method_declaration",
            "arrow_function",
            "function_expression",
            "func_literal",
            "lambda_expression",
            "lambda");
    private static final Set<String> CALLEES = Set.of(
            ("query query_as query_scalar query_row queryRow queryContext queryRowContext query_one query_opt queryOne queryMany"
                            + " queryForObject queryForList execute exec Exec Query QueryRow QueryContext QueryRowContext"
                            + " ExecContext fetch fetchrow fetchval fetch_one fetch_all executeQuery raw $queryRaw"
                            + " $executeRaw one oneOrNone any none manyOrNone")
                    .split(" "));
    private static final Pattern MACRO = Pattern.compile("(sqlx::)?query(_as|_scalar)?(_unchecked)?");
    private static final Pattern PRISMA = Pattern.compile(
            "(?:this\\.|ctx\\.)?(?:prisma|prismaClient)\\.\\w+\\.(?:find\\w+|count|aggregate|create|update|upsert|delete)");
    private static final Pattern CHANGE = Pattern.compile("\\.(create|update|upsert|delete)$");
    private static final Pattern EACH = Pattern.compile("(?s).*\\.\\s*(map|forEach|flatMap|reduce|for_each)");
    private static final Pattern BY_PIECES = Pattern.compile(
            "(?i)chunk|batch|page|offset|retr(y|ies)|attempt|shard|statement|quer(y|ies)|tables?\\b|components\\(|zoom|ancestors|segments");

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
        return Set.of("call_expression", "call", "method_invocation", "macro_invocation");
    }

    @Override
    public void visit(Node node, SourceFile file, FindingSink sink) {
        boolean asks = isQuery(node) || (file.language() == Language.RUST && RustLookups.is(node));
        if (file.context() != Context.PRODUCTION || !asks || EmbeddedSql.isOnce(file.path(), node)) {
            return;
        }
        loop(node)
                .filter(loop -> !isPartOfTransaction(node, loop) && !FewElements.are(node, loop))
                .filter(loop -> !EmbeddedSql.asksCatalog(node))
                .ifPresent(loop -> sink.report(draft(node, loop, file)));
    }

    private static Draft draft(Node call, Node loop, SourceFile file) {
        Draft draft = Draft.of(RULE, Location.line(file.path(), call.startLine()))
                .with("loop", loop.startLine())
                .with("call", shown(call));
        return isConditional(call, loop)
                ? draft.confidence(CONDITIONAL)
                        .message("`{call}` runs once for each element of the loop in line {loop} that its condition"
                                + " lets through")
                : draft;
    }

    /** Whether a condition between the loop and the call decides if it runs; not where the call is the condition. */
    private static boolean isConditional(Node call, Node loop) {
        Node inner = call;
        for (Optional<Node> at = call.parent();
                at.filter(each -> !each.equals(loop)).isPresent();
                at = at.get().parent()) {
            Node within = inner;
            boolean condition =
                    at.get().child("condition").filter(within::equals).isPresent();
            if (CONDITIONS.contains(at.get().kind()) && !condition) {
                return true;
            }
            inner = at.get();
        }
        return skips(call, loop);
    }

    /** Whether rounds may go on to the next before the call: {@code if (!changed) continue;}. */
    private static boolean skips(Node call, Node loop) {
        return loop.descendants("continue_statement").stream().anyMatch(skip -> skip.index() < call.index());
    }

    /** Of a long chain only its ends. */
    private static String shown(Node call) {
        String callee = callee(call).replaceAll("\\s+", "");
        return callee.length() <= LONGEST_SHOWN
                ? callee
                : callee.substring(0, callee.indexOf('(') + 1) + "…)" + callee.substring(callee.lastIndexOf('.'));
    }

    /** Prisma sends the changes that a list for {@code $transaction} holds together. */
    private static boolean isPartOfTransaction(Node query, Node loop) {
        if (!CHANGE.matcher(callee(query)).find() || !loop.is("call_expression")) {
            return false;
        }
        String list = loop.ancestor("variable_declarator")
                .flatMap(variable -> variable.child("name"))
                .map(Node::text)
                .orElse("");
        Node around = loop.ancestor(FUNCTIONS).orElse(loop.tree().root());
        return around.descendants("call_expression").stream()
                .filter(call -> callee(call).endsWith("$transaction"))
                .flatMap(call -> call.child("arguments").stream())
                .flatMap(arguments -> arguments.descendants().stream())
                .anyMatch(inside -> inside.equals(loop) || (inside.is("identifier") && inside.hasText(list)));
    }

    private static boolean isQuery(Node call) {
        if (call.is("macro_invocation")) {
            return call.child("macro")
                    .filter(name -> MACRO.matcher(name.text()).matches())
                    .isPresent();
        }
        String callee = callee(call);
        if (callee.contains("prisma") && PRISMA.matcher(callee).matches()) {
            return true;
        }
        return callee.length() < 200
                && CALLEES.contains(lastName(callee))
                && call.child("arguments").stream()
                        .flatMap(arguments -> arguments.namedChildren().stream().limit(2))
                        .anyMatch(QueryInLoop::carriesStatement);
    }

    private static String lastName(String callee) {
        return callee.substring(Math.max(callee.lastIndexOf('.'), callee.lastIndexOf(':')) + 1);
    }

    private static boolean carriesStatement(Node argument) {
        return EmbeddedSql.STRINGS.contains(argument.kind())
                && EmbeddedSql.of(argument).isPresent();
    }

    private static String callee(Node call) {
        return call.child("function")
                .or(() -> call.child("name"))
                .or(() -> call.child("macro"))
                .map(Node::text)
                .orElse("");
    }

    /** The loop whose body holds the call, before any function around it that is not called for each element. */
    static Optional<Node> loop(Node call) {
        Node inner = call;
        for (Optional<Node> at = call.parent(); at.isPresent(); at = at.get().parent()) {
            Node outer = at.get();
            if (LOOPS.contains(outer.kind())) {
                Node within = inner;
                boolean body = outer.child("body").filter(within::equals).isPresent();
                String head = outer.text().substring(0, Math.min(outer.text().length(), headLength(outer)));
                return body && overElements(outer, head) ? at : Optional.empty();
            }
            if (FUNCTIONS.contains(outer.kind())) {
                return calledForEach(outer);
            }
            inner = outer;
        }
        return Optional.empty();
    }

    private static int headLength(Node loop) {
        return loop.child("body").map(body -> loop.text().indexOf(body.text())).orElse(0);
    }

    /** Whether a loop goes over elements, and not over pieces, attempts or statements. */
    private static boolean overElements(Node loop, String head) {
        boolean endless =
                loop.is("for_statement") && head.replaceAll("[\\s;()]", "").equals("for");
        return !endless && !BY_PIECES.matcher(head).find();
    }

    private static Optional<Node> calledForEach(Node function) {
        Optional<Node> call = function.parent()
                .filter(arguments -> arguments.is("arguments"))
                .flatMap(Node::parent)
                .filter(each -> each.is("call_expression"));
        return call.filter(each -> each.child("function")
                .filter(callee -> EACH.matcher(callee.text()).matches()
                        && !BY_PIECES.matcher(callee.text()).find())
                .isPresent());
    }
}
