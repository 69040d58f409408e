package dev.upkeep.engine.detect.rust.code;

import dev.upkeep.engine.syntax.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Values that a condition around the place, or a statement before it that leaves, has found to be there: {@code
 * x.is_some() && x.unwrap()}, {@code if x.is_none() { return; } x.unwrap()}, {@code if !list.is_empty() { list.last().unwrap() }}.
 */
final class Guarded {

    private static final Pattern VALUE =
            Pattern.compile("([a-z_][\\w.]*?)(?:\\.(?:as_ref|as_mut|as_deref|clone|take)\\(\\))?");
    private static final Pattern FAILURE = Pattern.compile("([a-z_][\\w.]*?)(?:\\.as_ref\\(\\))?\\.err\\(\\)");
    private static final Pattern ELEMENT = Pattern.compile("([a-z_][\\w.]*?)\\."
            + "(?:(?:iter|iter_mut|into_iter|chars|bytes|keys|values|into_keys|into_values)\\(\\)\\.|drain\\(\\.\\.\\)\\.)?"
            + "(?:(?:first|last|first_mut|last_mut|front|back|pop|pop_front|pop_back|pop_first|pop_last|first_key_value|last_key_value|min|max|next|next_back)\\(\\)"
            + "|(?:min|max)_by(?:_key)?\\(.*\\))"
            + "(?:\\.(?:cloned|copied)\\(\\))?");
    private static final Pattern NEXT = Pattern.compile("([a-z_][\\w.]*?)\\.next\\(\\)");
    /** What is tried last, where everything before it has failed. */
    private static final Pattern LAST_RESORT = Pattern.compile("(?s).*\\.or(?:_else\\(\\|\\||\\()(.+)\\)");

    private static final Pattern LOOK_UP =
            Pattern.compile("([a-z_][\\w.]*?)\\.(?:get|get_mut|remove)\\((&?[\\w.]+)\\)");
    private static final Pattern PART = Pattern.compile("([a-z_][\\w.]*?)\\.strip_(prefix|suffix)\\((.+)\\)");
    private static final Pattern MATCH = Pattern.compile("([A-Za-z_][\\w.:]*?)\\.captures\\((&?[\\w.]+)\\)");
    private static final Pattern STEM = Pattern.compile("([a-z_][\\w.]*?)\\.file_(?:stem|name)\\(\\)");
    private static final List<Shape> SHAPES = List.of(
            new Shape(VALUE, Guarded::isValueThere),
            new Shape(FAILURE, Guarded::isFailureThere),
            new Shape(NEXT, (call, next) -> isPeeked(call, next.group(1))),
            new Shape(ELEMENT, Guarded::isElementThere),
            new Shape(PART, Guarded::isPartThere),
            new Shape(MATCH, Guarded::isMatchThere),
            new Shape(STEM, Guarded::isStemThere),
            new Shape(LOOK_UP, Guarded::isKeyThere));

    /** Before a name: {@code x} is not the field of the same name in {@code data.x}. */
    private static final String ALONE = "(?<![\\w.])";

    private Guarded() {}

    /**
     * @param call the call that panics, such as {@code x.unwrap()}
     * @param receiver what it is called on
     */
    static boolean is(Node call, Node receiver) {
        return isThere(call, ConditionsAround.plain(receiver));
    }

    private static boolean isThere(Node call, String text) {
        Matcher last = LAST_RESORT.matcher(text);
        return last.matches()
                ? isThere(call, last.group(1))
                : SHAPES.stream().anyMatch(shape -> shape.isFoundToBeThere(call, text));
    }

    /** A form of what may be missing, and how code makes sure that it is not. */
    private record Shape(Pattern text, Check check) {

        boolean isFoundToBeThere(Node call, String receiver) {
            Matcher value = text.matcher(receiver);
            return value.matches() && check.isMade(call, value);
        }
    }

    /** Looks for it around a call, given the parts of what it is called on. */
    @FunctionalInterface
    private interface Check {
        boolean isMade(Node call, Matcher parts);
    }

    private static boolean isValueThere(Node call, Matcher value) {
        String name = ALONE + Pattern.quote(value.group(1));
        return ConditionsAround.say(call, name + "\\.is_(some|ok)\\(\\)", name + "\\.is_(none|err)\\(\\)")
                || isSetBefore(call, value.group(1));
    }

    private static boolean isFailureThere(Node call, Matcher failure) {
        String name = ALONE + Pattern.quote(failure.group(1));
        return ConditionsAround.say(call, name + "\\.is_err\\(\\)", name + "\\.is_ok\\(\\)");
    }

    private static boolean isElementThere(Node call, Matcher element) {
        String list = Pattern.quote(element.group(1));
        String empty = list + "\\.is_empty\\(\\)";
        Optional<String> kept = sizeKept(call, element.group(1) + ".len()");
        String size = ALONE + "(" + list + "\\.len\\(\\)"
                + kept.map(name -> "|" + name).orElse("") + ")";
        return ConditionsAround.say(
                        call,
                        "!" + empty + "|" + size + "(>\\d|>=[1-9]|==[1-9]|!=0)",
                        "(?<![!\\w.])" + empty + "|" + size + "(==0|<[1-9]|!=[1-9]|<=0)")
                || isCounted(call, element.group(1) + ".len()")
                || kept.filter(name -> isCounted(call, name)).isPresent();
    }

    /** The variable that holds the size of a list: {@code let n = list.len();}. */
    private static Optional<String> sizeKept(Node call, String size) {
        return MadeBefore.before(call)
                .filter(statement -> statement.is("let_declaration"))
                .filter(let -> let.child("value")
                        .filter(value -> ConditionsAround.plain(value).equals(size))
                        .isPresent())
                .findFirst()
                .flatMap(let -> let.child("pattern"))
                .filter(name -> name.is("identifier"))
                .map(Node::text);
    }

    private static boolean isPartThere(Node call, Matcher part) {
        String side = part.group(2).equals("prefix") ? "starts" : "ends";
        String same = Pattern.quote(part.group(1)) + "\\." + side + "_with\\(" + Pattern.quote(part.group(3)) + "\\)";
        return ConditionsAround.say(call, ALONE + same, "!" + same);
    }

    private static boolean isMatchThere(Node call, Matcher match) {
        String argument = "\\.is_match\\(" + Pattern.quote(match.group(2)) + "\\)";
        String same = Pattern.quote(match.group(1)) + argument;
        return ConditionsAround.say(call, ALONE + same, "!" + same) || isChosenByMatch(call, match.group(1), argument);
    }

    private static boolean isStemThere(Node call, Matcher stem) {
        String extension = ALONE + Pattern.quote(stem.group(1)) + "\\.extension\\(\\)";
        return ConditionsAround.say(
                call,
                extension + "(\\?==|==Some\\(|\\.is_some|\\.and_then\\()|letSome\\(.*\\)=" + extension,
                extension + "(!=Some\\(|\\.is_none\\()");
    }

    private static boolean isKeyThere(Node call, Matcher lookUp) {
        String key = Pattern.quote(lookUp.group(1)) + "\\.contains_key\\(&?"
                + Pattern.quote(lookUp.group(2).replaceFirst("^&", "")) + "\\)";
        return ConditionsAround.say(call, ALONE + key, "!" + key);
    }

    /** Whether a regular expression was chosen because it matches, and the function is left where none does. */
    private static boolean isChosenByMatch(Node call, String name, String isMatch) {
        Pattern pattern = Pattern.compile("(^|[^\\w.])" + Pattern.quote(name) + "([^\\w]|$)");
        return MadeBefore.before(call)
                .filter(statement -> statement.is("let_declaration"))
                .filter(let -> let.child("pattern")
                        .filter(names -> pattern.matcher(names.text()).find())
                        .isPresent())
                .findFirst()
                .flatMap(let -> let.child("value"))
                .filter(Guarded::leavesAtLast)
                .filter(choice -> Pattern.compile(isMatch)
                        .matcher(ConditionsAround.plain(choice))
                        .find())
                .isPresent();
    }

    private static boolean leavesAtLast(Node choice) {
        return choice.is("if_expression")
                && ConditionsAround.LEAVES
                        .matcher(choice.text().replaceFirst("(?s).*\\belse\\b", ""))
                        .find();
    }

    /** Whether a look ahead found one, and nothing was taken since. */
    private static boolean isPeeked(Node call, String name) {
        String any = ALONE + Pattern.quote(name) + "\\s*\\.";
        boolean nearest = Pattern.compile("(?s).*" + any + "\\s*peek(_mut)?\\(\\)(?!.*" + any + ").*")
                .matcher(textBefore(call))
                .matches();
        String peek = ALONE + Pattern.quote(name) + "\\.peek(_mut)?\\(\\)";
        return nearest
                && ConditionsAround.say(
                        call, peek + "\\.is_some\\(\\)|letSome\\(.*\\)=" + peek, peek + "\\.is_none\\(\\)");
    }

    /** Of the function around a place, as far as it stands in front. */
    private static String textBefore(Node place) {
        Node function = place.ancestor("function_item").orElse(place);
        int length = place.tree().start(place.index()) - place.tree().start(function.index());
        byte[] all = function.text().getBytes(StandardCharsets.UTF_8);
        return new String(all, 0, Math.min(length, all.length), StandardCharsets.UTF_8);
    }

    /** Whether a statement in front sets the value or asserts that it is there, and none between changes it. */
    private static boolean isSetBefore(Node call, String name) {
        String whole = ALONE + Pattern.quote(name);
        Pattern set = Pattern.compile(
                whole + "(=Some\\(|\\.(replace|insert)\\().*|assert!\\(" + whole + "\\.is_some\\(\\).*|if"
                        + Pattern.quote(name) + "\\.is_none\\(\\)\\{" + Pattern.quote(name)
                        + "=(Some\\([^;]*|[^;]*\\.into\\(\\));\\}",
                Pattern.DOTALL);
        Pattern change =
                Pattern.compile(whole + "(=(?!=)|\\.(replace|insert|take|clear)\\()|&mut(" + Pattern.quote(name) + "|"
                        + Pattern.quote(name.replaceFirst("\\..*", "")) + ")(?![\\w.])|assert!\\(" + whole);
        for (Optional<Node> at = Optional.of(call);
                at.filter(here -> !here.is("function_item") && !here.is("closure_expression"))
                        .isPresent();
                at = at.flatMap(Node::parent)) {
            Optional<String> nearest = Stream.iterate(
                            at.flatMap(Node::previousSibling),
                            Optional::isPresent,
                            before -> before.flatMap(Node::previousSibling))
                    .flatMap(Optional::stream)
                    .map(ConditionsAround::plain)
                    .filter(text -> change.matcher(text).find())
                    .findFirst();
            if (nearest.isPresent()) {
                return set.matcher(nearest.get()).matches();
            }
        }
        return false;
    }

    /** Within an arm for a number of elements that is not nought: {@code match list.len() { 1 => list.pop().unwrap() }}. */
    private static boolean isCounted(Node call, String size) {
        return call.ancestor("match_arm", "function_item", "closure_expression")
                .filter(arm -> arm.is("match_arm") && isForSome(arm))
                .flatMap(arm -> arm.ancestor("match_expression"))
                .flatMap(choice -> choice.child("value"))
                .filter(value -> ConditionsAround.plain(value).equals(size))
                .isPresent();
    }

    /** By its number, or because an arm before it is for nought. */
    private static boolean isForSome(Node arm) {
        return arm.child("pattern")
                        .filter(pattern -> pattern.text().matches("[1-9]\\d*(\\s*\\.\\.(=?\\s*\\d+)?)?"))
                        .isPresent()
                || Stream.iterate(arm.previousSibling(), Optional::isPresent, at -> at.flatMap(Node::previousSibling))
                        .flatMap(Optional::stream)
                        .flatMap(before -> before.child("pattern").stream())
                        .anyMatch(pattern -> pattern.hasText("0"));
    }
}
