package dev.upkeep.engine.detect.cache;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.cache.RustMaps.DeclaredMap;
import dev.upkeep.engine.detect.rust.code.RustScope;
import dev.upkeep.engine.detect.rust.facts.Attributes;
import dev.upkeep.engine.detect.service.Reasons;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import dev.upkeep.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Maps of Rust files that look like caches without a limit, as links of the kind {@value UnboundedMap#KIND}. Evidence:
 * the type of a static or field, an insert and a look-up in this file, and nothing here that removes or counts.
 */
final class RustMapFacts implements FactsExtractor {

    /** Things that are kept on purpose, each for as long as it is in use. */
    private static final Pattern KEPT = Pattern.compile(
            "(?i).*(intern|regist|metric|counter|gauge|histogram|session|client|connection|channel|lock|"
                    + "pending|counter|gauge|histogram|metric|subscri|listener|handler|handle|worker|task|job|room|peer|pool|queue|state|operator|backend|driver|provider).*");
    /** What is measured is fixed by the program, even where a name also speaks of a cache. */
    private static final Pattern METRICS = Pattern.compile("(?i).*(metric|counter|gauge|histogram)s?");
    /** Keys of which there are only so many. */
    private static final Pattern FEW_KEYS = Pattern.compile(
            "&'static .*|(?:\\w+::)*TypeId|bool|[ui]8|char|(?:\\w+::)*\\w*(Kind|Level|Variant|Method|Mode|Lang|Language|Locale|Config|Settings|Options)");
    /** A comment or a name in which the author says that it is meant. */
    private static final Pattern MEANT = Pattern.compile(
            "(?i)infinite[ _]capacity|(no|any|without an?) eviction|never (removes|evicts|forgets)|unlimited on purpose");

    @Override
    public Set<Language> languages() {
        return Set.of(Language.RUST);
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file.tree().filter(tree -> file.context() == Context.PRODUCTION).ifPresent(tree -> read(file, tree, facts));
    }

    private static void read(SourceFile file, SyntaxTree tree, FactsBuilder facts) {
        RustScope scope = RustScope.of(file, tree);
        List<DeclaredMap> maps = RustMaps.in(file, tree);
        if (!maps.isEmpty()) {
            RustMapUses uses = new RustMapUses(scope);
            List<Link> unbounded = new ArrayList<>();
            for (DeclaredMap map : maps) {
                MapUse use = uses.of(map.name());
                boolean cache = CacheNames.say(map.name(), map.owner());
                boolean remembers = map.life() == RustMaps.Life.STATIC
                        && use.together()
                        && !KEPT.matcher(map.name()).matches();
                if (use.grows()
                        && !FEW_KEYS.matcher(map.key()).matches()
                        && (cache || remembers)
                        && !METRICS.matcher(map.name()).matches()
                        && !Reasons.given(file, map.line(), map.line(), CacheNames.NO_LIMIT)) {
                    unbounded.add(link(map, use, cache));
                }
            }
            if (!unbounded.isEmpty() && !MEANT.matcher(file.text()).find()) {
                unbounded.forEach(facts::link);
            }
        }
        if (scope.importsFrom("cached")) {
            tree.root().descendants("function_item").forEach(function -> attribute(function, facts));
        }
    }

    private static Link link(DeclaredMap map, MapUse use, boolean named) {
        return new UnboundedMap(
                        map.name(),
                        map.owner(),
                        map.key(),
                        map.life() == RustMaps.Life.OWNER,
                        use.insert(),
                        use.lookup(),
                        named)
                .link(map.line());
    }

    /** {@code #[cached]} without a size or a time keeps every result. */
    private static void attribute(Node function, FactsBuilder facts) {
        boolean unlimited = Attributes.before(function).stream()
                .anyMatch(attribute -> attribute.name().equals("cached")
                        && !attribute.arguments().matches("(?s).*\\b(size|time|ttl|max_size|ty|create|refresh)\\b.*"));
        boolean keyed = function.child("parameters")
                .filter(parameters -> !parameters.namedChildren().isEmpty())
                .isPresent();
        Optional<Node> name = function.child("name");
        name.filter(given -> unlimited && keyed)
                .ifPresent(given -> facts.link(new UnboundedMap(
                                given.text(),
                                "",
                                UnboundedMap.ARGUMENTS,
                                false,
                                given.startLine(),
                                given.startLine(),
                                true)
                        .link(given.startLine())));
    }
}
