package dev.upkeep.analyzer.outbound;

import dev.upkeep.engine.rule.Fixture;
import dev.upkeep.engine.rule.Rule;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.source.InMemoryTree;
import dev.upkeep.engine.source.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The fixtures of the rules, packed into this service, as one repository: a folder for each tiny one. */
final class RuleExamples {

    private RuleExamples() {}

    /** @throws UncheckedIOException where they cannot be read */
    static SourceTree of(RuleCatalog rules) {
        InMemoryTree tree = new InMemoryTree();
        for (Rule rule : rules.all()) {
            int number = 0;
            for (Fixture.Case one : fixture(rule)) {
                String folder = rule.id() + "/" + number++ + "/";
                one.files().forEach((path, text) -> tree.with(folder + path, text.getBytes(StandardCharsets.UTF_8)));
                one.links().forEach((path, target) -> tree.withLink(folder + path, target));
            }
        }
        return tree;
    }

    private static List<Fixture.Case> fixture(Rule rule) {
        String resource = "/examples/" + rule.id() + ".fixture.md";
        try (InputStream packed = RuleExamples.class.getResourceAsStream(resource)) {
            return packed == null
                    ? List.of()
                    : Fixture.read(new String(packed.readAllBytes(), StandardCharsets.UTF_8))
                            .cases();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
