package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.detect.script.syntax.LintDirectives;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A {@code for…of} loop that waits for each item in turn although the items do not depend on each other. Evidence: the
 * awaited call takes the item; the loop writes nothing that lives outside of it but by {@code push} and the like, is
 * never left early, and neither names nor comments say that order, pauses or one shared session are wanted.
 */
public final class AwaitInLoop implements SyntaxDetector {

    private static final String RULE = "javascript/await-in-loop";
    private static final double PLAIN = 0.6;
    private static final double READS = 0.75;
    private static final Pattern ORDERED = Pattern.compile(
            "(sleep|delay|timeout|retry|backoff|throttl|limiter|rate.?limit|(?<!a)wait|pause|sequential|in (rank |the )?order|one (at a time|by one)|serial|串行|逐个|依次|順番"
                    + "|migrat|transaction\\(|(in|inside|within|one|same|single) (a |the |one )?transaction|\\btrx?\\b|\\btx\\b|\\b(with.?|acquire.?|un)?lock)",
            Pattern.CASE_INSENSITIVE);
    /** What only the code says of itself: a comment may speak of any batch. */
    private static final Pattern IN_PARTS =
            Pattern.compile("chunk|batch|next(Page|Cursor|Token)?\\(", Pattern.CASE_INSENSITIVE);

    private static final Pattern ALLOWED = LintDirectives.of("no-await-in-loop|noAwaitInLoops?");
    /** What one person reads in the order in which it comes. */
    private static final Pattern MESSAGES = Pattern.compile(
            "(?i)(thread|chat|channel|conversation|ctx|context|message|msg|interaction|bot|room)\\.(post|send|reply|say|followUp|add)\\w*");
    /** What has arrived, or is in memory. */
    private static final Pattern BODY = Pattern.compile("arrayBuffer|blob|bytes|json|text|formData");

    private static final Pattern REMEMBERS = Pattern.compile("add|set|push|delete");
    private static final Pattern RECALLS = Pattern.compile("has|get|includes|find");

    private static final int NEAR = 3;
    private static final Pattern ONE_SESSION = Pattern.compile(
            "^(await )?(this\\.)?(page|browser|context|driver|locator|frame|user|cy|client|conn|connection|session|writer|reader|stream"
                    + "|cursor|queue|tx|trx|manager|queryRunner|rl|readline|inquirer|prompt\\w*|redis|channel|test|t|expect|act|screen)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ONCE = Pattern.compile(
            "(^|/)(migrations?|seeds?|seeders?)/|(^|/)seed[\\w-]*\\.|(^|[/-])migrat(e|ion)s?[\\w-]*\\.");
    private static final Pattern CHANGES = Pattern.compile(
            "(write|append|insert|delete|remove|move|rename|mkdir|copy|install|publish|deploy|push|run|exec|apply|set|put|send|emit"
                    + "|save|create|update|upsert|seed|import|process|handle|step|play|click|add|do)(?![a-z])\\w*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern READING =
            Pattern.compile("^(get|fetch|load|read|find|list|resolve|query|check|head|lookup|stat|download|search)");
    private static final String[] LOOPS = {"for_statement", "for_in_statement", "while_statement", "do_statement"};
    private static final Set<String> LEAVING = Set.of("break_statement", "return_statement", "yield_expression");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("for_in_statement");
    }

    @Override
    public void visit(Node loop, SourceFile file, FindingSink sink) {
        boolean ofItems = loop.child("operator")
                .filter(operator -> operator.hasText("of"))
                .isPresent();
        if (!ofItems
                || file.context() == Context.TEST
                || ONCE.matcher(file.path()).find()
                || loop.childOfKind("await").isPresent()
                || loop.inError()
                || isOrdered(loop)
                || LintDirectives.allow(loop, file, ALLOWED)
                || isInTransaction(loop)) {
            return;
        }
        List<Node> own = Scripts.ownNodes(loop).toList();
        List<Node> awaits = own.stream()
                .filter(node -> node.is("await_expression"))
                .filter(node -> node.ancestor(LOOPS).filter(loop::equals).isPresent())
                .filter(node -> !endsTheLoop(node))
                .toList();
        if (awaits.stream().anyMatch(await -> LintDirectives.allow(await, file, ALLOWED))) {
            return;
        }
        if (awaits.isEmpty() || own.stream().anyMatch(node -> LEAVING.contains(node.kind())) || remembers(own)) {
            return;
        }
        Set<String> item = itemNames(loop, own);
        boolean each = awaits.stream().allMatch(await -> dependsOn(await, item) && !sharesSession(await));
        boolean stopsChanging = own.stream().anyMatch(node -> node.is("throw_statement"))
                && !awaits.stream().allMatch(AwaitInLoop::onlyReads);
        if (each && !stopsChanging && !carriesOver(loop, own)) {
            awaits.stream()
                    .map(AwaitInLoop::called)
                    .filter(name -> !name.isEmpty())
                    .findFirst()
                    .ifPresent(name -> sink.report(Draft.of(RULE, Location.line(file.path(), loop.startLine()))
                            .scope(Scripts.scope(loop))
                            .with("call", name)
                            .with("awaits", awaits.size())
                            .confidence(confidence(name))));
        }
    }

    /** After an error the rest is not read; but what would be changed must not be. */
    private static boolean onlyReads(Node await) {
        return READING.matcher(lastName(called(await))).find() && !await.text().contains("method:");
    }

    private static String lastName(String called) {
        return called.substring(called.lastIndexOf('.') + 1);
    }

    private static double confidence(String called) {
        String name = lastName(called);
        if (READING.matcher(name).find()) {
            return READS;
        }
        return CHANGES.matcher(name).find() ? PLAIN - 0.15 : PLAIN;
    }

    private static boolean isOrdered(Node loop) {
        return ORDERED.matcher(loop.text()).find()
                || ORDERED.matcher(commentsBefore(loop)).find()
                || IN_PARTS.matcher(code(loop)).find();
    }

    private static String code(Node loop) {
        String text = loop.text();
        for (Node comment : loop.descendants("comment")) {
            text = text.replace(comment.text(), "");
        }
        return text;
    }

    /** What stands above the loop, and above the variables that are made ready for it. */
    private static String commentsBefore(Node loop) {
        StringBuilder comments = new StringBuilder();
        int statements = 0;
        for (Optional<Node> at = loop.previousSibling();
                at.isPresent() && statements < NEAR;
                at = at.get().previousSibling()) {
            if (at.get().is("comment")) {
                comments.insert(0, at.get().text() + "\n");
            } else if (at.get().is("lexical_declaration")) {
                statements++;
            } else {
                break;
            }
        }
        return comments.toString();
    }

    /** What is read for an error that is thrown right after is waited for once. */
    private static boolean endsTheLoop(Node await) {
        return await.ancestor("statement_block").stream()
                .flatMap(block -> block.namedChildren().stream())
                .anyMatch(statement -> statement.is("throw_statement"));
    }

    /** Whether the loop passes items over by what earlier ones left in a set or a map. */
    private static boolean remembers(List<Node> own) {
        return own.stream().anyMatch(node -> node.is("continue_statement"))
                && own.stream()
                        .filter(node -> node.is("call_expression"))
                        .filter(node -> RECALLS.matcher(Scripts.lastName(node)).matches())
                        .flatMap(node -> Scripts.receiver(node).stream())
                        .anyMatch(memory -> own.stream()
                                .filter(node -> node.is("call_expression"))
                                .filter(node -> REMEMBERS
                                        .matcher(Scripts.lastName(node))
                                        .matches())
                                .flatMap(node -> Scripts.receiver(node).stream())
                                .anyMatch(written -> written.hasText(memory.text())));
    }

    /** A transaction has one connection, on which its statements follow each other anyway. */
    private static boolean isInTransaction(Node loop) {
        return Scripts.enclosingFunction(loop)
                .flatMap(Node::parent)
                .filter(up -> up.is("arguments"))
                .flatMap(Node::parent)
                .filter(call -> Scripts.lastName(call).matches("(?i).*transaction"))
                .isPresent();
    }

    /** The loop's variable and what the body makes of it. */
    private static Set<String> itemNames(Node loop, List<Node> own) {
        Set<String> names = new HashSet<>();
        loop.child("left").ifPresent(left -> names.addAll(Scripts.boundNames(left)));
        own.stream()
                .filter(node -> node.is("variable_declarator"))
                .filter(node -> node.child("value")
                        .filter(value -> names.stream().anyMatch(name -> Scripts.mentions(value, name)))
                        .isPresent())
                .forEach(node -> node.child("name").ifPresent(name -> names.addAll(Scripts.boundNames(name))));
        return names;
    }

    private static boolean dependsOn(Node await, Set<String> names) {
        return names.stream().anyMatch(name -> Scripts.mentions(await, name));
    }

    private static boolean sharesSession(Node await) {
        String called = called(await);
        return ONE_SESSION.matcher(called).find()
                || MESSAGES.matcher(called).lookingAt()
                || BODY.matcher(lastName(called)).matches();
    }

    /** What is called and waited for, as written; empty where a value is awaited. */
    private static String called(Node await) {
        return await.namedChildren().stream()
                .filter(value -> value.is("call_expression"))
                .flatMap(value -> value.child("function").stream())
                .map(AwaitInLoop::shortened)
                .findFirst()
                .orElse("");
    }

    /** {@code db.update().set().execute} of what is written over several lines. */
    private static String shortened(Node callee) {
        Optional<Node> object = callee.child("object");
        Optional<Node> property = callee.child("property");
        if (object.isEmpty() || property.isEmpty() || !callee.is("member_expression")) {
            return callee.text().replaceAll("\\s+", " ");
        }
        String before = object.get().is("call_expression")
                ? object.get().child("function").map(AwaitInLoop::shortened).orElse("") + "()"
                : shortened(object.get());
        return before + "." + property.get().text();
    }

    /** Whether an iteration leaves something for the next: an assignment to a name from outside of the loop. */
    private static boolean carriesOver(Node loop, List<Node> own) {
        Set<String> inside = new HashSet<>();
        own.stream()
                .filter(node -> node.is("variable_declarator"))
                .flatMap(node -> node.child("name").stream())
                .forEach(name -> inside.addAll(Scripts.boundNames(name)));
        return loop.descendants().stream()
                .filter(node -> node.is("assignment_expression") || node.is("augmented_assignment_expression"))
                .flatMap(node -> node.child("left").stream())
                .map(AwaitInLoop::root)
                .anyMatch(root -> root.filter(name -> !inside.contains(name)).isPresent());
    }

    private static Optional<String> root(Node target) {
        return target.is("identifier") ? Optional.of(target.text()) : Optional.empty();
    }
}
