package dev.upkeep.engine.detect.rust.cost;

import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A loop that may well run thousands of times: over bytes, characters, lines or rows, within another loop over data, or in
 * a function that is called in a loop. Of others nobody can say from the source that what they cost is to be measured.
 */
record HotLoop(Node loop) {

    /** A number of rounds that is written down: {@code &bytes[4..8]}, {@code &bytes[..4]}, {@code .take(2)}, {@code 0..3}. */
    private static final Pattern FIXED = Pattern.compile(
            "\\[\\s*\\d*\\s*\\.\\.=?\\s*\\d+\\s*\\]|\\.take\\(\\d+\\)\\s*$|^\\(?\\d+\\s*\\.\\.=?\\s*\\d+\\)?$|^&?(mut )?\\[");

    private static final Pattern MANY = Pattern.compile(
            "\\b(\\w+_)?(chars|char_indices|graphemes|bytes|lines|rows|records|pixels|samples)\\b|\\bas_bytes\\b");

    /** What a statement, a type or a command has a handful of. */
    private static final Pattern FEW = Pattern.compile(
            "(?i)(columns?|cols|fields|pks?|(primary_?)?keys|params|parameters|args|arguments|constraints|conditions|headers"
                    + "|flags|options|opts|errors|errs|warnings|help|tags|attributes|attrs|features|names|commands|types|variants)\\b");

    /** What is written once, to be read by people or by a database. */
    private static final Pattern ONCE = Pattern.compile(
            "(?i)(.*_)?(man|manpages?|manual|help|usage|completions?|markdown|readme|docs?|sql|ddl|schema|query|queries|where"
                    + "|predicates?|conditions?|clauses?|filters?|stmts?|statements?|columns?|messages?|msg|errors?|report)(_.*)?");

    private static final Pattern FIRST = Pattern.compile("\\(?\\s*(\\w+\\s*==\\s*0|\\w*first\\w*)\\s*\\)?");

    /** The loop around a place, if it is one. */
    static Optional<HotLoop> around(Node place, String target, RustScope scope) {
        return Constructors.loop(place, scope)
                .map(HotLoop::new)
                .filter(hot -> !hot.isFixed(scope) && !hot.isOnce(target, scope) && !hot.isFirstRound(place))
                .filter(hot -> hot.isOverMany(scope) || hot.isWithinAnother(scope) || hot.isOfLoopedFunction(scope));
    }

    /** What it runs over, or how long. */
    private String header() {
        return Stream.of("value", "condition")
                .flatMap(field -> loop.child(field).stream())
                .map(Node::text)
                .findFirst()
                .orElse("");
    }

    /** Also over an array, whose length its type gives. */
    private boolean isFixed(RustScope scope) {
        return FIXED.matcher(header()).find() || isOf("\\[[^\\]]*;[^\\]]*\\]", scope);
    }

    private boolean isOverMany(RustScope scope) {
        return MANY.matcher(header()).find() || isOf("\\[u8\\]", scope);
    }

    /** Whether the function's parameters or a {@code let} give what it runs over such a type. */
    private boolean isOf(String type, RustScope scope) {
        String name = header().replaceFirst("^&?(mut )?", "").replaceFirst("\\.(iter|into_iter)\\(\\).*", "");
        return name.matches("\\w+")
                && scope.function(loop)
                        .filter(function -> Pattern.compile(
                                        "\\b" + name + "\\s*:\\s*&?\\s*('\\w+\\s+)?(mut\\s+)?" + type)
                                .matcher(function.text())
                                .find())
                        .isPresent();
    }

    private boolean isWithinAnother(RustScope scope) {
        return isOverData(scope)
                && Constructors.loop(loop, scope)
                        .map(HotLoop::new)
                        .filter(outer -> !outer.isFixed(scope) && outer.isOverData(scope))
                        .isPresent();
    }

    private boolean isOverData(RustScope scope) {
        return loop.is("for_expression")
                && (isOverMany(scope) || !FEW.matcher(header()).find());
    }

    private boolean isOfLoopedFunction(RustScope scope) {
        return isOverData(scope)
                && scope.function(loop)
                        .filter(function -> new WaysTo(function, scope).areLooped())
                        .isPresent();
    }

    private boolean isOnce(String target, RustScope scope) {
        return ONCE.matcher(target.replaceFirst(".*[.*]", "")).matches()
                || ONCE.matcher(scope.functionName(loop)).matches();
    }

    /** {@code if j == 0}, {@code if first}: what begins a list is written in the first round alone. */
    private boolean isFirstRound(Node place) {
        return Stream.iterate(Optional.of(place), Optional::isPresent, at -> at.flatMap(Node::parent))
                .flatMap(Optional::stream)
                .takeWhile(at -> at.index() > loop.index())
                .filter(at -> at.parent().filter(up -> up.is("if_expression")).isPresent())
                .filter(at -> at.parent()
                        .flatMap(up -> up.child("consequence"))
                        .filter(at::equals)
                        .isPresent())
                .flatMap(at -> at.parent().flatMap(up -> up.child("condition")).stream())
                .anyMatch(condition -> FIRST.matcher(condition.text()).matches());
    }
}
