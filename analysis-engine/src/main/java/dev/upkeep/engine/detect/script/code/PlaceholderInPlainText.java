package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.FileDetector;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.script.syntax.LintDirectives;
import dev.upkeep.engine.detect.script.syntax.NamesInScope;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.document.LineDiff;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Fix;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A text in plain quotes with a placeholder that only backquotes would fill. Evidence: each placeholder of the text names
 * a variable, a parameter or an import that the place sees, and nothing around shows that somebody else fills it.
 */
public final class PlaceholderInPlainText implements FileDetector {

    private static final String RULE = "javascript/placeholder-in-plain-text";

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{\\s*([A-Za-z_$][\\w$]*)(?:\\??\\.[A-Za-z_$][\\w$]*)*(?:\\(\\))?\\s*}");

    private static final Pattern CANDIDATE =
            Pattern.compile("'[^'`\\n]*\\$\\{[^'`\\n]*'|\"[^\"`\\n]*\\$\\{[^\"`\\n]*\"");

    private static final Set<Context> ELSEWHERE =
            EnumSet.of(Context.TEST, Context.EXAMPLE, Context.DOCUMENTATION, Context.GENERATED, Context.VENDORED);

    /** Files that write code or are shown. */
    private static final Pattern WRITES_CODE = Pattern.compile(
            "(?i)codegen|codemod|scaffold|snippets?\\b|generators?\\b|\\.stories\\.|(^|/)(docs?|templates?)/");

    private static final Pattern LINT = LintDirectives.of("no-template-curly-in-string|noTemplateCurlyInString");
    private static final Pattern LINT_OF_FILE =
            Pattern.compile("/\\*\\s*eslint-disable\\s[^*]*no-template-curly-in-string");

    /** A file that fills placeholders itself. */
    private static final Pattern FILLS = Pattern.compile(
            "\\.(replace|replaceAll|split|match|matchAll|indexOf|includes)\\(\\s*(['\"`][^'\"`\\n]*\\$\\{|/[^\\n]*\\$(\\\\?\\{|\\[\\{]))"
                    + "|\\bRegExp\\([^\\n]*\\$\\\\*\\{");

    private static final Pattern TAKES_TEMPLATES = Pattern.compile(
            "(?i)replace(All)?|split|indexOf|includes|startsWith|endsWith|match|test|t|_|i18n\\w*|gettext|\\$t|sub|join"
                    + "|\\w*(template|translat|format|interpolat|compile|render|substitut|expand|snippet|evaluat|definemessage)\\w*");

    private static final Pattern SHELLS = Pattern.compile("(?i)exec\\w*|spawn\\w*|shell|sh|run|command");
    private static final Pattern LOGS =
            Pattern.compile("(console|\\w*[lL]og(ger)?)\\.\\w+|(this\\.)?\\w*[lL]og(ger)?\\.\\w+");

    private static final Pattern HOLDS_TEMPLATE = Pattern.compile(
            "(?i).*(template|pattern|format|snippet|script|command|code|regex|placeholder|example|expression|query|source).*");

    private static final Set<String> NEVER_FILLED = Set.of(
            "literal_type",
            "import_statement",
            "export_statement",
            "import_attribute",
            "subscript_expression",
            "enum_assignment",
            "method_definition",
            "public_field_definition",
            "property_signature",
            "member_expression",
            "switch_case",
            "expression_statement",
            "module",
            "computed_property_name");

    private static final Set<String> CALLS = Set.of("call_expression", "new_expression");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public boolean accepts(SourceFile file) {
        return Scripts.LANGUAGES.contains(file.language())
                && !ELSEWHERE.contains(file.context())
                && !WRITES_CODE.matcher(file.path()).find()
                && file.text().contains("${")
                && file.lines().stream().anyMatch(PlaceholderInPlainText::mayHold);
    }

    private static boolean mayHold(String line) {
        return line.contains("${") && CANDIDATE.matcher(line).find();
    }

    @Override
    public void detect(SourceFile file, FindingSink sink) {
        Optional<SyntaxTree> tree = file.tree();
        boolean quiet = LINT_OF_FILE.matcher(file.text()).find()
                || FILLS.matcher(file.text()).find();
        if (tree.isEmpty() || quiet) {
            return;
        }
        for (Node text : tree.get().root().descendants("string")) {
            if (text.text().contains("${") && isForgotten(text, file)) {
                sink.report(draft(text, file));
            }
        }
    }

    private static boolean isForgotten(Node text, SourceFile file) {
        String inside = inside(text);
        List<String> names = PLACEHOLDER
                .matcher(inside)
                .results()
                .map(match -> match.group(1))
                .toList();
        boolean plain = names.size() == inside.split("\\$\\{", -1).length - 1
                && !inside.contains("`")
                && !inside.contains("\\$")
                && !inside.contains("$${")
                && !PLACEHOLDER.matcher(inside).replaceAll("").isBlank();
        return plain
                && !text.inError()
                && !isElsewhere(text)
                && names.stream().allMatch(name -> NamesInScope.include(text, name))
                && names.stream().noneMatch(name -> isFilled(text, name))
                && !isKept(text, file)
                && !LintDirectives.allow(text, file, LINT);
    }

    private static String inside(Node text) {
        String written = text.text();
        return written.length() < 2 ? "" : written.substring(1, written.length() - 1);
    }

    /** Whether no value is wanted in this place, or the text is part of code that is put together. */
    private static boolean isElsewhere(Node text) {
        Node parent = text.parent().orElse(text);
        boolean key =
                parent.is("pair") && parent.child("key").filter(text::equals).isPresent();
        boolean compared = parent.is("binary_expression")
                && parent.child("operator")
                        .filter(operator -> !operator.is("+") && !operator.is("??") && !operator.is("||"))
                        .isPresent();
        return key
                || compared
                || NEVER_FILLED.contains(parent.kind())
                || text.ancestor("template_string").isPresent()
                || isBesideCode(text);
    }

    /** Whether another piece of the same text or list holds backquotes: then code is written. */
    private static boolean isBesideCode(Node text) {
        Node outer = text;
        for (Optional<Node> at = text.parent();
                at.filter(node -> node.is("binary_expression") || node.is("array") || node.is("arguments"))
                        .isPresent();
                at = at.get().parent()) {
            outer = at.get();
        }
        return outer.descendants("string").stream()
                .anyMatch(piece -> piece.text().contains("`") || piece.text().contains("\\${"));
    }

    /** Whether a call, a list, an object or an element around the text has the value beside it, or takes templates. */
    private static boolean isFilled(Node text, String name) {
        Node at = text;
        for (Optional<Node> up = text.parent(); up.isPresent() && !isBoundary(up.get()); up = at.parent()) {
            Node around = up.get();
            boolean argument = at.is("arguments") && CALLS.contains(around.kind());
            if (argument ? isFilledBy(around, text, name) : holdsValue(around, name)) {
                return true;
            }
            at = around;
        }
        return false;
    }

    private static boolean isBoundary(Node node) {
        return Scripts.isFunction(node) || node.is("statement_block");
    }

    private static boolean holdsValue(Node around, String name) {
        return switch (around.kind()) {
            case "array", "jsx_opening_element", "jsx_self_closing_element" -> isMentionedBeside(around, name);
            case "object" -> isKeyBelow(around, name);
            case "pair" ->
                around.child("key").filter(key -> key.text().contains("Fn::")).isPresent();
            default -> false;
        };
    }

    private static boolean isFilledBy(Node call, Node text, String name) {
        String callee = call.is("new_expression")
                ? call.child("constructor").map(Node::text).orElse("")
                : Scripts.callee(call);
        String last = callee.substring(callee.lastIndexOf('.') + 1);
        if (LOGS.matcher(callee).matches()) {
            return false;
        }
        boolean direct =
                text.parent().filter(parent -> parent.is("arguments")).isPresent() && call.is("call_expression");
        boolean shell = SHELLS.matcher(last).matches() && name.equals(name.toUpperCase(Locale.ROOT));
        return shell
                || (direct && TAKES_TEMPLATES.matcher(last).matches())
                || call.child("arguments")
                        .filter(all -> isMentionedBeside(all, name))
                        .isPresent();
    }

    /** Whether an object within this one has a key of that name, as the parameters of a message do. */
    private static boolean isKeyBelow(Node object, String name) {
        return object.descendants("object").stream()
                .flatMap(inner -> inner.namedChildren().stream())
                .map(member -> member.child("key").orElse(member))
                .anyMatch(key -> key.hasText(name));
    }

    /** By a variable, or by a key of that name. */
    private static boolean isMentionedBeside(Node around, String name) {
        return Scripts.mentions(around, name)
                || around.descendants("property_identifier").stream().anyMatch(key -> key.hasText(name));
    }

    /** Whether the text is kept under a name that is called a template, or that is filled somewhere in the file. */
    private static boolean isKept(Node text, SourceFile file) {
        Node at = text;
        for (Optional<Node> up = text.parent(); up.isPresent() && !isBoundary(up.get()); up = at.parent()) {
            Optional<Node> name = switch (up.get().kind()) {
                case "variable_declarator" -> up.get().child("name");
                case "pair" -> up.get().child("key");
                case "assignment_expression" -> up.get().child("left");
                case "jsx_attribute" -> up.get().namedChildren().stream().findFirst();
                default -> Optional.empty();
            };
            Node value = at;
            if (name.filter(each -> !each.equals(value) && isTemplate(each.text(), file))
                    .isPresent()) {
                return true;
            }
            at = up.get();
        }
        return false;
    }

    private static boolean isTemplate(String name, SourceFile file) {
        if (HOLDS_TEMPLATE.matcher(name).matches()) {
            return true;
        }
        String quoted = Pattern.quote(name);
        return name.matches("[\\w$]+")
                && Pattern.compile("\\b" + quoted
                                + "\\??(\\.\\w+|\\[[^\\]\\n]*])*\\??\\.(replace|replaceAll|split|match|format)\\("
                                + "|(?i:template|compile|render|format|interpolate|translate|substitute|expand)\\w*\\(\\s*"
                                + quoted + "\\b")
                        .matcher(file.text())
                        .find();
    }

    private static Draft draft(Node text, SourceFile file) {
        String placeholder = PLACEHOLDER
                .matcher(text.text())
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElse("");
        Draft draft = Draft.of(RULE, Location.line(file.path(), text.startLine()))
                .scope(Scripts.scope(text))
                .with("placeholder", placeholder);
        return backquoted(text, file).map(draft::fix).orElse(draft);
    }

    private static Optional<Fix> backquoted(Node text, SourceFile file) {
        String written = text.text();
        LineDiff diff = new LineDiff(file.path(), file.text());
        String line = diff.line(text.startLine());
        boolean plain = !written.contains("\\")
                && written.indexOf("${") == written.lastIndexOf("${")
                && text.startLine() == text.endLine()
                && line.indexOf(written) >= 0
                && line.indexOf(written) == line.lastIndexOf(written)
                && text.parent().filter(parent -> parent.is("jsx_attribute")).isEmpty();
        return plain
                ? diff.replace(text.startLine(), line.replace(written, "`" + inside(text) + "`"))
                        .fix("Turn the quotes into backquotes")
                : Optional.empty();
    }
}
