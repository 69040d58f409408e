package dev.upkeep.engine.detect.script.facts;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The names in {@code module.exports = { a, b: c }}, in order and with commas between, as a word of the kind {@value #NAMES}. */
public final class CommonExportFacts implements FactsExtractor {

    public static final String NAMES = "script.common-exports";

    private static final String MODULE_EXPORTS = "module.exports";

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree()
                .ifPresent(tree -> tree.root().namedChildren().stream()
                        .filter(statement -> statement.is("expression_statement"))
                        .flatMap(statement -> statement.namedChildren().stream())
                        .flatMap(assignment -> exported(assignment).stream())
                        .map(CommonExportFacts::names)
                        .filter(names -> !names.isEmpty())
                        .forEach(names -> facts.word(NAMES, names)));
    }

    private static Optional<Node> exported(Node assignment) {
        return Optional.of(assignment)
                .filter(each -> each.is("assignment_expression"))
                .filter(each -> each.child("left")
                        .filter(left -> left.hasText(MODULE_EXPORTS))
                        .isPresent())
                .flatMap(each -> each.child("right"))
                .filter(value -> value.is("object"));
    }

    private static String names(Node object) {
        return object.namedChildren().stream()
                .flatMap(member -> member.child("key").or(() -> shorthand(member)).stream())
                .map(Node::text)
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static Optional<Node> shorthand(Node member) {
        return Optional.of(member).filter(each -> each.is("shorthand_property_identifier"));
    }
}
