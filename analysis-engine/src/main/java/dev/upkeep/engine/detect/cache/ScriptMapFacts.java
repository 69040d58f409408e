package dev.upkeep.engine.detect.cache;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.service.Reasons;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Maps of scripts that look like caches without a limit, as links of the kind {@value UnboundedMap#KIND}. What runs in a
 * browser is left out: its page is closed some day.
 */
final class ScriptMapFacts implements FactsExtractor {

    private static final Pattern KEPT = Pattern.compile(
            "(?i).*(intern|regist|metric|counter|gauge|histogram|session|client|connection|channel|socket|"
                    + "pending|subscri|listener|handler|worker|task|job|room|peer|user|pool|queue|state|module|provider).*");
    private static final Pattern FEW_KEYS = Pattern.compile(
            "(?s).*['\"|].*|keyof .*|Function|Type<.*|typeof .*|\\w*(Kind|Level|Mode|Locale|Type|Constructor|Class)");
    private static final Pattern BROWSER = Pattern.compile(
            "(?s).*(['\"]use client['\"]|\\b(window|document)\\.|from ['\"](react|vue|svelte|preact|solid-js|@angular/\\w+)['\"/]).*");
    private static final Pattern BROWSER_PATH =
            Pattern.compile("(?i)(.*/)?(client|frontend|front-end|web|ui|browser|components|hooks|public|renderer)/.*");

    @Override
    public Set<Language> languages() {
        return Set.of(Language.TYPESCRIPT, Language.JAVASCRIPT);
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        boolean server = file.context() == Context.PRODUCTION
                && !BROWSER_PATH.matcher(file.path()).matches()
                && !BROWSER.matcher(file.text()).matches();
        file.tree().filter(tree -> server).ifPresent(tree -> read(file, tree.root(), facts));
    }

    private static void read(SourceFile file, Node program, FactsBuilder facts) {
        for (ScriptMaps.DeclaredMap map : ScriptMaps.in(program.tree())) {
            MapUse use = ScriptMapUses.of(map);
            boolean cache = CacheNames.say(map.name(), map.owner());
            boolean remembers = !map.plain()
                    && map.owner().isEmpty()
                    && use.together()
                    && !KEPT.matcher(map.name()).matches();
            if (use.grows()
                    && !FEW_KEYS.matcher(map.key()).matches()
                    && (cache || remembers)
                    && !Reasons.given(file, map.line(), map.line(), CacheNames.NO_LIMIT)) {
                facts.link(
                        new UnboundedMap(map.name(), map.owner(), map.key(), false, use.insert(), use.lookup(), cache)
                                .link(map.line()));
            }
        }
    }
}
