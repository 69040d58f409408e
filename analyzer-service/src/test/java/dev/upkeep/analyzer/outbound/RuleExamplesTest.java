package dev.upkeep.analyzer.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.engine.rule.Rule;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.source.SourceEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleExamplesTest {

    @Test
    void everyRuleBringsItsExamples() {
        RuleCatalog rules = RuleCatalog.load();

        List<String> paths =
                RuleExamples.of(rules).entries().stream().map(SourceEntry::path).toList();

        assertThat(rules.all())
                .extracting(Rule::id)
                .allSatisfy(id -> assertThat(paths).anyMatch(path -> path.startsWith(id + "/")));
    }
}
