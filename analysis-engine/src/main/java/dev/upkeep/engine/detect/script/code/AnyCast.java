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
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code value as any} and {@code <any>value}: a cast that ends type checking for all that follows from it. */
public final class AnyCast implements SyntaxDetector {

    static final String RULE = "typescript/any-cast";
    private static final int LONGEST = 60;
    private static final Pattern ALLOWED = LintDirectives.of("no-explicit-any|noExplicitAny|no-unsafe-");
    private static final Set<String> TYPED = Set.of("as_expression", "satisfies_expression", "type_assertion");
    private static final Pattern CSS_PROPERTY = Pattern.compile("[\"'`]--[\\w-]+[\"'`]");
    private static final Pattern EXPLAINS = Pattern.compile(
            "^\\s*(//|/\\*|\\*|\\{/\\*).*(\\bas any\\b|`any`|\\b[cC]ast(s|ing)?\\b|\\b[aA]ssert(ed|s|ion)\\b|\\b[tT]ypings?\\b|\\bTypeScript\\b|@types/|(?i:\\b(hack|workaround)\\b))");
    private static final Pattern EXPLAINS_BEHIND = Pattern.compile(
            "\\bany\\b.*(?://|/\\*).*\\b([cC]ast(s|ing)?|[tT]yp(es?|ed|ings?)|TypeScript|(?i:hack|workaround))\\b");
    private static final String TYPED_AT_ONCE =
            "'{value}' is cast to any, and what is read of it is believed to be of the type written behind";

    private static final String ARGUMENT =
            "'{value}' is cast to any: this argument is not checked against the type of the parameter";

    private static final String GIVEN =
            "'{value}' is cast to any: it is not checked against the type of what it is given to";

    private static final String RETURNED =
            "'{value}' is cast to any: it is not checked against the type that the function is declared to return";

    private static final Pattern ANY_RESULT =
            Pattern.compile(":\\s*(any|unknown|Promise<(any|unknown)>|void|Promise<void>)");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public Set<Language> languages() {
        return EnumSet.of(Language.TYPESCRIPT, Language.TSX);
    }

    @Override
    public Set<String> kinds() {
        return Set.of("as_expression", "type_assertion");
    }

    @Override
    public void visit(Node node, SourceFile file, FindingSink sink) {
        List<Node> parts = node.namedChildren();
        if (parts.size() != 2 || node.inError()) {
            return;
        }
        Node type = node.is("as_expression") ? parts.get(1) : parts.get(0);
        Node value = node.is("as_expression") ? parts.get(0) : parts.get(1);
        boolean any = type.hasText("any")
                || (type.is("type_arguments")
                        && type.namedChildren().size() == 1
                        && type.namedChildren().getFirst().hasText("any"));
        if (any
                && !LintDirectives.allow(type, file, ALLOWED)
                && !isMeant(type, value, file)
                && !GivenCasts.needNoType(node, value, file.lines())
                && !checks(node, value, file)) {
            Draft draft = Draft.of(RULE, Location.line(file.path(), type.startLine()))
                    .scope(Scripts.scope(node))
                    .with("value", shortened(value.text()));
            Draft exact = exactly(node, draft);
            sink.report(Scripts.nearError(node) ? exact.confidence(0.7) : exact);
        }
    }

    /** Says what the cast really lets through, where that is less than all. */
    private static Draft exactly(Node cast, Draft draft) {
        if (isTypedAtOnce(cast)) {
            return draft.message(TYPED_AT_ONCE);
        }
        return switch (cast.parent().map(Node::kind).orElse("")) {
            case "arguments" -> draft.message(ARGUMENT);
            case "pair" -> GivenCasts.isInUntypedLiteral(cast) ? draft : draft.message(GIVEN);
            case "jsx_expression", "assignment_expression" -> draft.message(GIVEN);
            default -> isReturnedAsDeclared(cast) ? draft.message(RETURNED) : draft;
        };
    }

    /** Whoever calls the function sees the type that it is declared to return. */
    private static boolean isReturnedAsDeclared(Node cast) {
        Node whole = cast;
        while (whole.parent()
                .filter(up -> up.is("parenthesized_expression") || up.is("await_expression"))
                .isPresent()) {
            whole = whole.parent().get();
        }
        Node value = whole;
        Optional<Node> function = Scripts.enclosingFunction(cast);
        boolean returned =
                value.parent().filter(up -> up.is("return_statement")).isPresent()
                        || function.flatMap(each -> each.child("body"))
                                .filter(value::equals)
                                .isPresent();
        return returned
                && function.flatMap(each -> each.child("return_type"))
                        .filter(type -> !ANY_RESULT.matcher(type.text()).matches())
                        .isPresent();
    }

    /** A custom property of CSS as a key of a style, which React's types do not know, or a cast that a comment explains. */
    private static boolean isMeant(Node type, Node value, SourceFile file) {
        int above = type.startLine() - 2;
        return CSS_PROPERTY.matcher(value.text()).matches()
                || (above >= 0 && EXPLAINS.matcher(file.lines().get(above)).find())
                || EXPLAINS_BEHIND
                        .matcher(file.lines().get(type.startLine() - 1))
                        .find();
    }

    private static boolean checks(Node cast, Node value, SourceFile file) {
        return CheckingCasts.isOne(cast, value)
                || (file.context() == Context.TEST && CheckingCasts.isOneOfTests(cast, value));
    }

    /** {@code (value as any).member as T}: the compiler checks again what follows from there. */
    private static boolean isTypedAtOnce(Node cast) {
        Node read = CheckingCasts.read(cast);
        return !read.equals(cast)
                && !read.is("parenthesized_expression")
                && read.parent()
                        .filter(each -> TYPED.contains(each.kind()))
                        .filter(each -> !each.text().endsWith(" any"))
                        .isPresent();
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
