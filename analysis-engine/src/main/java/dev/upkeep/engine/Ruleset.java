package dev.upkeep.engine;

import dev.upkeep.engine.AnalysisResult.Skipped;
import dev.upkeep.engine.rule.Rule;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.InvalidQueryException;
import dev.upkeep.engine.syntax.Parsers;
import dev.upkeep.engine.syntax.TreeQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of one analysis: ours, and those that the repository brings.
 *
 * @param catalog all of them
 * @param queries of those that are written as a query
 * @param own ids of the repository's rules
 * @param refused files of the repository that are no rules, and why
 * @param version of everything that decides what is found
 */
record Ruleset(RuleCatalog catalog, List<RuleQuery> queries, Set<String> own, List<Skipped> refused, String version) {

    /** The query of a rule, made for each of its languages. */
    record RuleQuery(String rule, Map<Language, TreeQuery> byLanguage) {}

    /**
     * Our own rules alone.
     *
     * @throws IllegalStateException where a query of ours does not fit its grammar
     */
    static Ruleset of(RuleCatalog catalog, Parsers parsers) {
        List<RuleQuery> queries = new ArrayList<>();
        for (Rule rule : catalog.all()) {
            try {
                query(rule, parsers).ifPresent(queries::add);
            } catch (InvalidQueryException wrong) {
                throw new IllegalStateException("the query of " + rule.id(), wrong);
            }
        }
        return new Ruleset(catalog, List.copyOf(queries), Set.of(), List.of(), RulesetVersion.of(catalog.all()));
    }

    /** Whether some query searches trees of this language. */
    boolean searches(Language language) {
        return queries.stream().anyMatch(query -> query.byLanguage().containsKey(language));
    }

    /** The query of a rule that is written as one, for those of its languages that this platform can read. */
    static Optional<RuleQuery> query(Rule rule, Parsers parsers) throws InvalidQueryException {
        String text = rule.query();
        if (text == null) {
            return Optional.empty();
        }
        Map<Language, TreeQuery> byLanguage = new EnumMap<>(Language.class);
        for (String name : rule.languages()) {
            Language language = language(name).orElse(Language.TEXT);
            var symbols = parsers.symbols(language);
            if (symbols.isPresent()) {
                byLanguage.put(language, TreeQuery.compile(text, symbols.get()));
            }
        }
        return Optional.of(new RuleQuery(rule.id(), byLanguage));
    }

    /** The language of that name, such as {@code typescript}, if its files get a tree. */
    static Optional<Language> language(String name) {
        return searchable()
                .filter(language -> name(language).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** What rules call a language. */
    static String name(Language language) {
        return language.displayName().toLowerCase(Locale.ROOT);
    }

    /** The languages whose files get a tree. */
    static Stream<Language> searchable() {
        return Arrays.stream(Language.values()).filter(Language::parsed);
    }
}
