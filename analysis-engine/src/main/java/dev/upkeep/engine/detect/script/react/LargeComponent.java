package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.SyntaxDetector;
import dev.upkeep.engine.detect.script.syntax.Components;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A function component of more code lines than one can keep in mind. Blank lines and comments do not count, nor does the
 * text that a template literal holds; a drawing without hooks is no code.
 */
public final class LargeComponent implements SyntaxDetector {

    static final String RULE = "react/large-component";
    private static final int LIMIT = 275;
    /** Without states and with one effect at most there is little more than markup to keep in mind. */
    private static final int LIMIT_OF_MARKUP = 325;

    private static final String EFFECTS = "use\\w*Effect(Once)?|create(Render)?Effect";
    private static final String WITHOUT_EFFECTS =
            "{component} has {lines} lines of code (limit {limit}) and {states} states by {stateHooks}";
    private static final String OF_REACT = "useState|useReducer";
    private static final String OF_SOLID = "createSignal|createStore";
    private static final Pattern HOOK = Pattern.compile("use[A-Z]\\w*");

    /** Hooks that take a function and are no effects: those of React, and those of libraries that read or prepare. */
    private static final Set<String> NO_EFFECTS = Set.of(
            "useActionState",
            "useCallback",
            "useDeferredValue",
            "useImperativeHandle",
            "useMemo",
            "useOptimistic",
            "useReducer",
            "useRef",
            "useState",
            "useSyncExternalStore",
            "useTransition",
            "useForm",
            "useFormik",
            "useInfiniteQuery",
            "useLazyQuery",
            "useMutation",
            "useParams",
            "useQuery",
            "useRouterState",
            "useSWR",
            "useSWRImmutable",
            "useSWRInfinite",
            "useSWRMutation",
            "useSearch",
            "useShallow",
            "useSuspenseQuery");

    /** {@code useSettingsStore((s) => s.theme)}: hooks that take what to read out of a store. */
    private static final Pattern READS = Pattern.compile("use\\w*(Store|Selector)");

    /** In a function that only picks, nothing of this kind stands. */
    private static final Set<String> ACTING = Set.of(
            "call_expression",
            "new_expression",
            "await_expression",
            "assignment_expression",
            "augmented_assignment_expression",
            "update_expression",
            "statement_block");

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
        return Scripts.functionKinds();
    }

    @Override
    public void visit(Node function, SourceFile file, FindingSink sink) {
        if (function.endLine() - function.startLine() < LIMIT || !Components.isComponent(function)) {
            return;
        }
        int lines = codeLines(function, file.lines());
        int limit = isMarkup(function) ? LIMIT_OF_MARKUP : LIMIT;
        if (lines > limit && !isDrawing(function)) {
            Draft draft = Draft.of(RULE, new Location(file.path(), function.startLine(), function.endLine()))
                    .scope(Scripts.nameOf(function))
                    .with("component", Scripts.nameOf(function))
                    .with("lines", lines)
                    .with("limit", limit)
                    .with("states", hooks(function, OF_REACT + "|" + OF_SOLID))
                    .with("stateHooks", named(hooks(function, OF_SOLID) > 0 ? OF_SOLID : OF_REACT));
            Draft exact = mayHideEffects(function)
                    ? draft.message(WITHOUT_EFFECTS)
                    : draft.with("effects", hooks(function, EFFECTS));
            sink.report(endsInDoubt(function) ? exact.confidence(0.6) : exact);
        }
    }

    private static boolean isMarkup(Node function) {
        return hooks(function, OF_REACT + "|" + OF_SOLID) == 0
                && hooks(function, EFFECTS) <= 1
                && !mayHideEffects(function);
    }

    private static String named(String hooks) {
        return "`" + hooks.replace("|", "` or `") + "`";
    }

    /** {@code useDidUpdate(() => …, [id])}: what a hook of somebody's own does with a function is likely an effect. */
    private static boolean mayHideEffects(Node function) {
        return Scripts.ownNodes(function)
                .filter(node -> node.is("call_expression") && isUnknownHook(Scripts.lastName(node)))
                .flatMap(call -> Scripts.arguments(call).stream())
                .anyMatch(argument -> Scripts.isFunction(argument) && !isSelector(argument));
    }

    private static boolean isUnknownHook(String name) {
        return HOOK.matcher(name).matches()
                && !name.matches(EFFECTS)
                && !NO_EFFECTS.contains(name)
                && !READS.matcher(name).matches();
    }

    /** {@code (user) => user.name}: it takes something and picks from it, whatever the hook is called. */
    private static boolean isSelector(Node function) {
        boolean takesOne = function.child("parameter").isPresent()
                || function.child("parameters")
                        .filter(parameters -> parameters.namedChildren().size() == 1)
                        .isPresent();
        return function.is("arrow_function")
                && takesOne
                && function.child("body")
                        .filter(body -> !ACTING.contains(body.kind())
                                && body.descendants(ACTING).isEmpty())
                        .isPresent();
    }

    /** Behind what the grammar cannot read, a function may seem to go on for too long. */
    private static boolean endsInDoubt(Node function) {
        return function.tree().hasError()
                && (function.inError() || !function.descendants("ERROR").isEmpty());
    }

    private static int codeLines(Node function, List<String> text) {
        BitSet lines = new BitSet();
        function.descendants().stream()
                .filter(node -> node.children().isEmpty() && !isComment(node) && !isQuoted(node))
                .filter(node -> node.endLine() >= node.startLine())
                .forEach(node -> lines.set(node.startLine(), node.endLine() + 1));
        return (int) lines.stream()
                .filter(line -> line > text.size() || !text.get(line - 1).isBlank())
                .count();
    }

    /** What stands between the backticks of a text of several lines; their own lines are code. */
    private static boolean isQuoted(Node leaf) {
        return !leaf.is("`")
                && leaf.parent()
                        .filter(up -> up.is("template_string") && up.endLine() > up.startLine())
                        .isPresent();
    }

    /**
     * Shapes alone, without state and effects: nothing to keep in mind, and nothing that could be taken apart. One effect
     * beside a drawing that is half of all, as those that count views are, does not change that, nor does the state that
     * moves a drawing which is nearly all.
     */
    private static boolean isDrawing(Node function) {
        int drawn = Drawings.lines(function);
        int all = function.endLine() - function.startLine();
        long effects = hooks(function, "use(Layout)?Effect");
        long states = hooks(function, "use(State|Reducer)");
        return (states == 0 || (states == 1 && drawn * 4 >= all * 3))
                && (effects == 0 || (effects == 1 && drawn * 2 >= all))
                && all - drawn < LIMIT;
    }

    /** In markup a comment stands in braces, which are of no use without it. */
    private static boolean isComment(Node leaf) {
        return leaf.is("comment")
                || leaf.parent()
                        .filter(up -> up.is("jsx_expression"))
                        .filter(up -> up.namedChildren().isEmpty())
                        .isPresent();
    }

    private static long hooks(Node function, String names) {
        return Scripts.ownNodes(function)
                .filter(node ->
                        node.is("call_expression") && Scripts.lastName(node).matches(names))
                .count();
    }
}
