package dev.upkeep.report.inbound.rendering;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ValueResolver;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Lets templates write {@code text.inline}: the text, escaped, with its pairs of backticks as code. */
@Singleton
class CodeSpans {

    void configure(@Observes EngineBuilder builder) {
        builder.addValueResolver(resolver());
    }

    static ValueResolver resolver() {
        return ValueResolver.builder()
                .applyToBaseClass(String.class)
                .applyToName("inline")
                .resolveSync(context -> new RawString(HtmlText.inline((String) context.getBase())))
                .build();
    }
}
