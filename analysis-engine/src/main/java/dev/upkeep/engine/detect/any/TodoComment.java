package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Comments that say that something is left to do: the word stands where a sentence begins, in capitals, or in any case
 * with a colon behind it, or in capitals behind a directive to a linter or a compiler. In comments of documentation only
 * capitals count: there a word with a colon may be a name.
 */
final class TodoComment implements SyntaxDetector {

    static final String RULE = "any/todo-comment";
    private static final List<String> HINTS = List.of("todo", "fixme", "hack", "xxx");
    private static final String REST = "\\b(?:\\([^)]*\\))?(?:/(?:TODO|FIXME|HACK|XXX)\\b)?(?![./]\\w)!?[:,;\\s-]*(.*)";
    private static final Pattern MARK = Pattern.compile("^[\\s/*#!<>;-]*(?:@)?(TODO|FIXME|HACK|XXX)" + REST);
    private static final Pattern IN_ANY_CASE =
            Pattern.compile("^[\\s/*#!<>;-]*(?:@)?(?i:(todo|fixme|hack|xxx))(?=(?:\\([^)]*\\))?:)" + REST);
    /** Behind what is said to a linter or a compiler, with a reason that begins with the word. */
    private static final Pattern IN_DIRECTIVE = Pattern.compile(
            "^[\\s/*#]*(?:eslint-|oxlint-|biome-ignore|prettier-ignore|@ts-|noqa|nolint|type:\\s*ignore|pylint:|clippy::)"
                    + ".*?(?:[\\s#(:]|--|//)(TODO|FIXME|HACK|XXX)" + REST);

    /** The mark that stands before warnings as often as before work left to do. */
    private static final String ATTENTION = "XXX";

    private static final String CHANGED =
            "(?:removed|deleted|replaced|re(?:factored|written|worked|named|visited)|fixed|moved|merged|added|implemented|supported"
                    + "|handled|clean(?:ed|er)|simpl(?:ified|er)|better|configurable|improved|optimi[sz]ed)";
    /** What is said behind it where something is left to do, asked, or made for a while. */
    private static final Pattern WORK_LEFT = Pattern.compile("(?i)^(?:\\([^)]*\\))?\\W*(?:"
            + "(?:todo|fixme|fix|remove|delete|replace|implement|support|handle|add|rename|refactor|rewrite|rework|clean|simplify"
            + "|improve|optimi[sz]e|get rid|bug|broken|missing|unfinished|untested|temporar(?:y|ily))\\b"
            + "|needs?\\b(?! to\\b)|should (?:really|probably|also|use|support|handle|check)\\b"
            + "|why\\b|(?:is|are|was|do|does|did|can|could|should|would|will)(?:n't)? (?:there|this|that|these|it|we|you|i|they)\\b)"
            + "|\\b(?:hack(?:y|ish)?|work-?arounds?|kludge|not sure|for now|maybe|perhaps|probably|ideally|racy"
            + "|inefficient|hard-?coded|don't know|(?:remove|fix|revisit)(?: it| this)? later|is (?:only )?temporary|is a bug)\\b"
            + "|\\b(?:should|could|can|needs? to|ha(?:s|ve) to|ought to) be " + CHANGED + "\\b|\\?[\\s*/]*$");

    private static final Pattern FENCE = Pattern.compile("[\\s/*!]*(?:```|~~~)");
    private static final Pattern SIGNS = Pattern.compile("^[\\s/*#!<>;-]*|\\s*\\*/\\s*$");
    /** An issue in which the work is kept: {@code #412}, its address, or its key in a tracker. */
    private static final Pattern ISSUE = Pattern.compile(
            "#\\d{2,}\\b|/(?:issues|discussions|pull|merge_requests|browse|issue)/[\\w-]*\\d|\\b[A-Z][A-Z]+-\\d{2,}\\b");
    /**
     * When it is due, as {@code unicorn/expiring-todo-comments} reads it: {@code [>2]}, {@code [2027-01-31]},
     * {@code [+package]}, {@code [package@>1.2]}, {@code [engine:node@>=20]}. A linter then says so in time.
     */
    private static final Pattern DUE = Pattern.compile(
            "\\[(?:[^\\]]*,\\s*)?(?:[<>]=?\\s?v?\\d|\\d{4}-\\d{2}-\\d{2}|[+-]@?[a-z]|(?:engine:)?@?[\\w./-]+@[<>=])[^\\]]*\\].*");
    /** How many lines behind the mark are read for an issue. */
    private static final int LINES_WITH_ISSUE = 15;

    private static final int LONGEST_TEXT = 80;
    private static final int SHORTEST_BROKEN = 40;

    private static final Pattern TRANSFORMED = Pattern.compile(
            "(?:^|/)__testfixtures__/|(?:^|/)(?:fixtures?|__fixtures__|testdata)/(?:.*/)?[^/]+\\.(?:input|output)\\.[cm]?[jt]sx?$");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public Set<Language> languages() {
        return Language.ofProgramsAnd(Language.SHELL);
    }

    @Override
    public Set<String> kinds() {
        return Set.of("comment", "line_comment", "block_comment");
    }

    @Override
    public void visit(Node node, SourceFile file, FindingSink sink) {
        if (file.context() == Context.GENERATED || isOfTransformation(file)) {
            return;
        }
        String comment = node.text();
        if (!mayHoldMark(comment)) {
            return;
        }
        Pattern pattern = isDocumentation(comment) ? MARK : IN_ANY_CASE;
        List<String> lines = comment.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            Optional<Matcher> mark = Stream.of(MARK, pattern, IN_DIRECTIVE)
                    .map(each -> each.matcher(line))
                    .filter(Matcher::find)
                    .findFirst();
            if (mark.isPresent()
                    && !isDue(mark.get())
                    && !namesIssue(node, lines.subList(at, lines.size()))
                    && !isInExample(node, lines.subList(0, at))) {
                String below = at + 1 < lines.size() ? lines.get(at + 1) : nextLine(node);
                if (isAttention(mark.get(), line, below)) {
                    continue;
                }
                String text = text(mark.get().group(2), below);
                Draft draft = Draft.of(RULE, Location.line(file.path(), node.startLine() + at))
                        .with("mark", mark.get().group(1).toUpperCase(Locale.ROOT))
                        .with("text", text);
                sink.report(text.isEmpty() ? draft.message("{mark}, and nothing more is said") : draft);
            }
        }
    }

    /** Whether documentation shows it: an odd number of fences stands above it, in this comment and those it goes on from. */
    private static boolean isInExample(Node comment, List<String> above) {
        if (!isDocumentation(comment.text())) {
            return false;
        }
        long fences = above.stream().filter(TodoComment::isFence).count();
        Node first = comment;
        Optional<Node> before = first.previousSibling();
        while (before.isPresent()
                && isDocumentation(before.get().text())
                && before.get().startLine() + 1 == first.startLine()) {
            first = before.get();
            fences += isFence(first.text()) ? 1 : 0;
            before = first.previousSibling();
        }
        return fences % 2 == 1;
    }

    private static boolean isFence(String line) {
        return FENCE.matcher(line).lookingAt();
    }

    private static boolean isDue(Matcher mark) {
        return DUE.matcher(mark.group(2)).matches();
    }

    /** Whether the mark only warns: of what is said with it nothing is left to do. */
    private static boolean isAttention(Matcher mark, String line, String below) {
        String said = bare(mark.group(2)).isEmpty()
                ? line.substring(mark.end(1)) + " " + bare(below)
                : line.substring(mark.end(1));
        return mark.group(1).equalsIgnoreCase(ATTENTION)
                && !WORK_LEFT.matcher(said).find();
    }

    /** What a transformation of code reads, or has to write: its comments are a part of what is tested. */
    private static boolean isOfTransformation(SourceFile file) {
        return TRANSFORMED.matcher(file.path()).find();
    }

    /** Whether the comment, or one of the lines of comment below it, names the issue: then the work is not forgotten. */
    private static boolean namesIssue(Node comment, List<String> fromMark) {
        List<String> below = new ArrayList<>(fromMark);
        Node last = comment;
        Optional<Node> next = last.nextSibling();
        while (below.size() < LINES_WITH_ISSUE && next.isPresent() && goesOn(last, next.get())) {
            last = next.get();
            last.text().lines().forEach(below::add);
            next = last.nextSibling();
        }
        return below.stream()
                .limit(LINES_WITH_ISSUE)
                .anyMatch(line -> ISSUE.matcher(line).find());
    }

    private static boolean goesOn(Node comment, Node next) {
        return next.kind().endsWith("comment")
                && next.startLine() == comment.endLine() + 1
                && !mayHoldMark(next.text());
    }

    /** Asked of every comment: most end here, and a pattern would cost more than all other work on them. */
    private static boolean mayHoldMark(String comment) {
        for (int at = 0; at < comment.length(); at++) {
            int letter = comment.charAt(at) | ' ';
            if ((letter == 't' || letter == 'f' || letter == 'h' || letter == 'x') && startsHint(comment, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsHint(String comment, int at) {
        for (String hint : HINTS) {
            if (comment.regionMatches(true, at, hint, 0, hint.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDocumentation(String comment) {
        return comment.startsWith("/**") || comment.startsWith("///") || comment.startsWith("//!");
    }

    /** What the mark says, with the line below it where the sentence goes on there; cut to what a list can show. */
    private static String text(String behind, String below) {
        String own = bare(behind);
        String next = bare(below);
        boolean another = below.strip().startsWith("/*");
        String text = own.isEmpty() || (!another && goesOn(own, next)) ? (own + " " + next).strip() : own;
        return text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, LONGEST_TEXT - 1).stripTrailing() + "…";
    }

    /** Whether the line was broken for its length, in the middle of a sentence. */
    private static boolean goesOn(String own, String next) {
        char last = own.charAt(own.length() - 1);
        return own.length() >= SHORTEST_BROKEN
                && (last == ',' || Character.isLetterOrDigit(last))
                && !next.isEmpty()
                && Character.isLowerCase(next.charAt(0))
                && !mayHoldMark(next);
    }

    private static String bare(String line) {
        String text = SIGNS.matcher(line).replaceAll("").strip();
        return text.chars().anyMatch(Character::isLetterOrDigit) ? text : "";
    }

    /**
     * The first line with words of the comments directly below; empty where there is none, and behind code, to which the
     * mark belongs.
     */
    private static String nextLine(Node comment) {
        boolean behindCode = comment.previousSibling()
                .filter(before -> before.endLine() == comment.startLine())
                .isPresent();
        Node last = comment;
        Optional<Node> next = behindCode ? Optional.empty() : comment.nextSibling();
        while (next.filter(below(last)).isPresent()) {
            Optional<String> said = next.get()
                    .text()
                    .lines()
                    .filter(line -> !bare(line).isEmpty())
                    .findFirst();
            if (said.isPresent()) {
                return said.get();
            }
            last = next.get();
            next = last.nextSibling();
        }
        return "";
    }

    private static Predicate<Node> below(Node comment) {
        return next -> next.kind().endsWith("comment") && next.startLine() <= comment.endLine() + 1;
    }
}
