package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.WordedPattern;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;

/**
 * Whether something outside of the code watches it: an agent that is loaded at the start, or a mesh that all requests
 * pass through.
 */
record Agents(boolean present) {

    static final Model<Agents> MODEL = new Model<>("monitoring-agents", Agents::read);

    private static final WordedPattern AGENT = WordedPattern.anyOf(
                    "istio",
                    "linkerd",
                    "newrelic",
                    "new_relic",
                    "dynatrace",
                    "appdynamics",
                    "elastic-apm",
                    "instrumentation.opentelemetry.io",
                    "beyla",
                    "pixie")
            .or("otel_", "\\bOTEL_[A-Z]")
            .or("node_options", "NODE_OPTIONS\\W+--(require|import|experimental-loader)")
            .or("dd_", "\\bDD_(AGENT|TRACE|SERVICE)");

    private static Agents read(Repository repository) {
        return new Agents(repository
                .files(Language.YAML, Language.DOCKERFILE, Language.SHELL, Language.TOML, Language.JSON)
                .filter(file -> file.context() != Context.VENDORED && file.context() != Context.GENERATED)
                .anyMatch(file -> repository
                        .text(file.path())
                        .filter(text -> AGENT.isIn(text))
                        .isPresent()));
    }
}
