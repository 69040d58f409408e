package dev.upkeep.engine.detect.rust.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts;
import dev.upkeep.engine.facts.FileFacts.ContextRange;
import dev.upkeep.engine.facts.FileFacts.FunctionMeasure;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.syntax.ParseLimits;
import dev.upkeep.engine.syntax.ParseOutcome;
import dev.upkeep.engine.syntax.Parser;
import dev.upkeep.engine.syntax.Parsers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RustFactsTest {

    private static final Parsers PARSERS = Parsers.load();

    @Test
    void everyNameOfAUseTreeIsAnImport() {
        assertThat(facts("use std::{fs, sync::{Mutex, Arc as A, self}};\nuse tokio::*;\n")
                        .links())
                .filteredOn(link -> link.kind().equals("use"))
                .extracting(link -> link.target() + " as " + link.names().getFirst())
                .containsExactly(
                        "std::fs as fs",
                        "std::sync::Mutex as Mutex",
                        "std::sync::Arc as A",
                        "std::sync as sync",
                        "tokio::* as *");
    }

    @Test
    void modulesAreFoundWithWhatDecidesTheirPlace() {
        FileFacts facts = facts("""
                #[cfg(test)]
                mod checks;
                mod outer { #[path = "x.rs"] mod inner; }
                cfg_if! { if #[cfg(unix)] { mod a { mod b; } } }
                """);

        assertThat(facts.links())
                .filteredOn(link -> link.kind().equals("mod"))
                .extracting(Link::target, Link::attributes)
                .containsExactly(
                        tuple("checks", Map.of("test", "true")),
                        tuple("inner", Map.of("inline", "outer", "path", "x.rs")),
                        tuple("b", Map.of("inline", "a")));
    }

    @Test
    void cratesAreKnownByEveryKindOfPath() {
        FileFacts facts = facts("""
                use {anyhow, rand as r};
                extern crate libc;
                #[derive(thiserror::Error, Debug)]
                #[serde(with = "humantime_serde")]
                struct A(chrono::DateTime<uuid::Uuid>);
                /// `tempfile::tempdir()` is for tests
                fn f() { println!("{}", itoa::Buffer::new()); regex!("a"); <url::Url as Into<http::Uri>>::into(x); }
                """);

        assertThat(facts.words().getOrDefault("rust.paths", Set.of()))
                .contains(
                        "anyhow",
                        "rand",
                        "libc",
                        "thiserror",
                        "humantime_serde",
                        "chrono",
                        "uuid",
                        "itoa",
                        "regex",
                        "url",
                        "http",
                        "serde")
                .doesNotContain("tempfile", "std", "DateTime");
        assertThat(facts.words().getOrDefault("rust.doc-paths", Set.of())).contains("tempfile");
    }

    @Test
    void testsAreTheirLinesOnly() {
        FileFacts facts = facts("""
                fn production() {}
                #[cfg(test)]
                mod tests {
                    fn inside() {}
                }
                #[tokio::test]
                async fn lone() {}
                #[bench]
                fn measured() {}
                """);

        assertThat(facts.contexts())
                .containsExactlyInAnyOrder(
                        new ContextRange(2, 5, Context.TEST),
                        new ContextRange(6, 7, Context.TEST),
                        new ContextRange(8, 9, Context.BENCHMARK));
    }

    @Test
    void complexityFollowsThePublishedExample() {
        FileFacts facts = facts("""
                fn sum_of_primes(max: u32) -> u32 {
                    let mut total = 0;
                    'outer: for i in 1..max {
                        for j in 2..i {
                            // a comment is no code
                            if i % j == 0 {
                                continue 'outer;
                            }
                        }
                        total += i;
                    }
                    total
                }
                fn choose(a: bool, b: bool, c: bool) -> u32 {
                    if a && b && c || a { 1 } else if b { 2 } else { match c { true => 3, false => 4 } }
                }
                """);

        FunctionMeasure primes = facts.functions().getFirst();
        assertThat(primes.cognitive())
                .as("for 1, for 2, if 3, continue with label 1")
                .isEqualTo(7);
        assertThat(primes.nesting()).isEqualTo(3);
        assertThat(primes.codeLines()).isEqualTo(12);
        assertThat(facts.functions().getLast().cognitive())
                .as("if 1, two runs of operators 2, else if 1, else 1, match in else 2")
                .isEqualTo(7);
    }

    @Test
    void aFileThatCannotBeReadToItsEndStillNamesItsModules() {
        assertThat(facts("mod a;\nfn broken( { let = ;\npub(crate) mod b;\n").links())
                .extracting(Link::target)
                .contains("a", "b");
    }

    private static FileFacts facts(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        SourceEntry entry = new SourceEntry("src/lib.rs", "blob", content.length, SourceEntry.Kind.FILE);
        FactsBuilder facts = new FactsBuilder(new FileFacts.LineCount(0, 0, 0, 0), 0);
        try (Parser parser = PARSERS.open(ParseLimits.DEFAULT)) {
            ParseOutcome.Parsed parsed = (ParseOutcome.Parsed) parser.parse(content, Language.RUST);
            new RustFacts()
                    .extract(new SourceFile(entry, Language.RUST, Context.PRODUCTION, content, parsed.tree()), facts);
        }
        return facts.build();
    }
}
