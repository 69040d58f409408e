package dev.upkeep.engine.detect.script.code;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.script.code.DroppedPromises.Dropped;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.detect.service.Reasons;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Statements that make a promise and drop it, as links of the kind {@value #DROPPED} whose names are the calls by which
 * alone it can fail; and the names that only functions bear in their file which catch all of their own errors, as words of
 * the kind {@value #CANNOT_REJECT}, with {@code ()} behind a hook that gives such a function. A promise is made by {@code fetch}, {@code Promise.all} and its like, a function that this file
 * declares once and as {@code async}, a method of the same class, an async function called in place or given to {@code
 * forEach}, which waits for nothing, and {@code mutateAsync} of React Query.
 */
public final class PromiseFacts implements FactsExtractor {

    static final String DROPPED = "dropped-promise";
    static final String CANNOT_REJECT = "script.cannot-reject";
    static final String SCOPE = "scope";
    static final String IN_DOUBT = "in-doubt";

    /** A comment in which the author says so, to people or to a linter. */
    private static final Pattern MEANT = Pattern.compile(
            "(?i)no-floating-promises|fire[- ]and[- ]forget|on purpose|not awaited|(no|not|n't) (need to )?(a)?wait|in the background");

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree().ifPresent(tree -> {
            DroppedPromises dropped = new DroppedPromises(tree);
            dropped.statements().filter(found -> !isMeant(file, found)).forEach(found -> facts.link(link(found)));
            functions(tree)
                    .collect(Collectors.groupingBy(Scripts::nameOf))
                    .forEach((name, all) -> harmless(name, all).forEach(word -> facts.word(CANNOT_REJECT, word)));
        });
    }

    /** The names that are harmless, given all functions of one name in a file. */
    private static Stream<String> harmless(String name, List<Node> all) {
        if (name.isEmpty()) {
            return Stream.empty();
        }
        boolean itself = all.stream().anyMatch(AsyncFunctions::catchesAll)
                && all.stream().allMatch(each -> AsyncFunctions.catchesAll(each) || isEmpty(each));
        return Stream.concat(
                itself ? Stream.of(name) : Stream.empty(),
                all.stream().allMatch(HookResults::catchAll) ? Stream.of(HookResults.named(name)) : Stream.empty());
    }

    private static boolean isEmpty(Node function) {
        return function.child("body")
                .filter(body -> body.is("statement_block")
                        && body.namedChildren().stream().allMatch(child -> child.is("comment")))
                .isPresent();
    }

    private static Stream<Node> functions(SyntaxTree tree) {
        return IntStream.range(0, tree.size()).mapToObj(tree::node).filter(Scripts::isFunction);
    }

    private static Link link(Dropped found) {
        Node statement = found.statement();
        return new Link(
                DROPPED,
                found.promised().call(),
                found.promised().failsBy(),
                statement.startLine(),
                Map.of(SCOPE, Scripts.scope(statement), IN_DOUBT, String.valueOf(Scripts.nearError(statement))));
    }

    private static boolean isMeant(SourceFile file, Dropped found) {
        return Reasons.given(
                file, found.statement().startLine(), found.statement().endLine(), MEANT);
    }
}
