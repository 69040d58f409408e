package dev.upkeep.engine.detect.monitoring;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.regex.Pattern;

/**
 * Whether something outside of the code watches it: an agent that is loaded at the start, or a mesh that all requests
 * pass through.
 */
record Agents(boolean present) {

    static final Model<Agents> MODEL = new Model<>("monitoring-agents", Agents::read);

    private static final Pattern AGENT = Pattern.compile(
            "\\bOTEL_[A-Z]|NODE_OPTIONS\\W+--(require|import|experimental-loader)|istio|linkerd|\\bDD_(AGENT|TRACE|SERVICE)|(?i)newrelic|new_relic|dynatrace"
                    + "|appdynamics|elastic-apm|instrumentation\\.opentelemetry\\.io|beyla|pixie");

    private static Agents read(Repository repository) {
        return new Agents(repository
                .files(Language.YAML, Language.DOCKERFILE, Language.SHELL, Language.TOML, Language.JSON)
                .filter(file -> file.context() != Context.VENDORED && file.context() != Context.GENERATED)
                .anyMatch(file -> repository
                        .text(file.path())
                        .filter(text -> AGENT.matcher(text).find())
                        .isPresent()));
    }
}
