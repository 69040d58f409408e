package dev.upkeep.engine.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.engine.source.Language;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ParserTest {

    private static final Parsers PARSERS = Parsers.load();

    @Test
    void placesThatCannotBeReadAreNamed() {
        SyntaxTree tree = tree("fn f() {}\nfn g( { let a = 1; }\nfn h() { let b = 2 }\n", Language.RUST);

        assertThat(tree.hasError()).isTrue();
        assertThat(tree.errors(10))
                .anySatisfy(place -> assertThat(place.line()).isEqualTo(2))
                .anySatisfy(place -> assertThat(place).isEqualTo(new ErrorPlace(3, true, ";")));
        assertThat(tree.errors(1)).hasSize(1);
        Node whole = tree.root().descendants("function_item").getFirst();
        assertThat(whole.inError()).isFalse();
        assertThat(tree.descendants(0).filter(tree::inError)).isNotEmpty();
    }

    @Test
    void aWholeFileHasNoErrors() {
        SyntaxTree tree = tree("fn f() {}\n", Language.RUST);

        assertThat(tree.hasError()).isFalse();
        assertThat(tree.errors(10)).isEmpty();
    }

    @Test
    void aBareAmpersandInTheTextOfAnElementIsNoError() {
        String source = "const a = <li>Terms & conditions (a, b){\" \"}\n  R&D &amp; more</li>;\nconst b = 6 & 3;\n";
        SyntaxTree tree = tree(source, Language.TSX);

        assertThat(tree.hasError()).isFalse();
        assertThat(tree.root().text()).isEqualTo(source);
        assertThat(tree.root().descendants("binary_expression")).hasSize(1);
    }

    @Test
    void anOperatorBeforeATextWithATagIsStillOne() {
        SyntaxTree tree = tree("if (a & b && c) out.push('</p>');\n", Language.JAVASCRIPT);

        assertThat(tree.hasError()).isFalse();
        assertThat(tree.root().descendants("binary_expression")).hasSize(2);
    }

    @Test
    void anEmptyFileIsARootWithoutChildren() {
        SyntaxTree tree = tree("", Language.PYTHON);

        assertThat(tree.size()).isEqualTo(1);
        assertThat(tree.root().kind()).isEqualTo("module");
        assertThat(tree.root().children()).isEmpty();
        assertThat(tree.lines()).isZero();
        assertThat(tree.startLine(0)).isEqualTo(1);
    }

    @Test
    void linesAreCountedWithEitherEnding() {
        SyntaxTree tree = tree("a = 1\r\n\r\nb = [\r\n  2,\r\n]\r\n", Language.PYTHON);

        Node list = tree.root().descendants("list").getFirst();
        assertThat(list.startLine()).isEqualTo(3);
        assertThat(list.endLine()).isEqualTo(5);
        assertThat(tree.lines()).isEqualTo(5);
    }

    @Test
    void twoHundredThousandNestedParenthesesAreParsed() {
        int depth = 200_000;
        SyntaxTree tree = tree("(".repeat(depth) + "1" + ")".repeat(depth), Language.JAVASCRIPT);

        assertThat(tree.hasError()).isFalse();
        assertThat(tree.root().descendants("parenthesized_expression")).hasSize(depth);
    }

    @Test
    void aFileAboveTheLimitIsNotLookedAt() {
        try (Parser parser = PARSERS.open(new ParseLimits(100, Duration.ofSeconds(5)))) {
            assertThat(parser.parse(new byte[101], Language.JSON)).isEqualTo(new ParseOutcome.TooLarge(101, 100));
            assertThat(parser.parse(bytes("[]"), Language.JSON)).isInstanceOf(ParseOutcome.Parsed.class);
        }
    }

    @Test
    void aParseThatTakesTooLongIsStoppedAndTheParserStaysUsable() {
        Duration limit = Duration.ofMillis(2);
        try (Parser parser = PARSERS.open(new ParseLimits(1 << 23, limit))) {
            byte[] much = bytes("[" + "{\"a\": [1, 2, 3]},".repeat(200_000) + "1]");
            assertThat(parser.parse(much, Language.JSON)).isEqualTo(new ParseOutcome.TimedOut(limit));
            assertThat(parser.parse(bytes("[]"), Language.JSON))
                    .isInstanceOfSatisfying(
                            ParseOutcome.Parsed.class,
                            parsed -> assertThat(parsed.tree().root().text()).isEqualTo("[]"));
        }
    }

    @Test
    void aLanguageWithoutGrammarIsAFailureWithItsReason() {
        try (Parser parser = PARSERS.open(ParseLimits.DEFAULT)) {
            assertThat(parser.parse(bytes("a"), Language.MARKDOWN))
                    .isInstanceOfSatisfying(
                            ParseOutcome.Failed.class,
                            failed -> assertThat(failed.reason()).contains("no grammar for Markdown"));
        }
    }

    @TestFactory
    Stream<DynamicTest> bytesThatAreNoTextAreParsedInEveryLanguage() {
        byte[] noText = new byte[4096];
        for (int at = 0; at < noText.length; at++) {
            noText[at] = (byte) (at * 31 + at / 256);
        }
        return Snippets.languages().stream()
                .map(language -> DynamicTest.dynamicTest(language.displayName(), () -> {
                    for (byte[] source : new byte[][] {noText, new byte[512], spoilt(Snippets.of(language))}) {
                        SyntaxTree tree = tree(source, language);
                        assertThat(tree.hasError()).isTrue();
                        assertThat(tree.end(0)).isLessThanOrEqualTo(source.length);
                        assertThat(tree.root().text()).isNotNull();
                    }
                }));
    }

    @Test
    void aParserIsRefusedToOtherThreads() {
        try (Parser parser = PARSERS.open(ParseLimits.DEFAULT)) {
            assertThatThrownBy(() -> CompletableFuture.supplyAsync(() -> parser.parse(bytes("[]"), Language.JSON))
                            .join())
                    .hasCauseInstanceOf(WrongThreadException.class);
        }
    }

    @Test
    void otherThreadsCannotCloseAParser() {
        try (Parser parser = PARSERS.open(ParseLimits.DEFAULT)) {
            assertThatThrownBy(() -> CompletableFuture.runAsync(parser::close).join())
                    .hasCauseInstanceOf(WrongThreadException.class);
            assertThat(parser.parse(bytes("[]"), Language.JSON)).isInstanceOf(ParseOutcome.Parsed.class);
        }
    }

    @Test
    void aClosedParserIsRefused() {
        Parser parser = PARSERS.open(ParseLimits.DEFAULT);
        parser.close();
        parser.close();

        assertThatThrownBy(() -> parser.parse(bytes("[]"), Language.JSON)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everySymbolOfANameIsFound() {
        Symbols symbols = PARSERS.symbols(Language.RUST).orElseThrow();

        assertThat(symbols.of("call_expression")).hasSize(1);
        assertThat(Arrays.stream(symbols.of("identifier")).mapToObj(symbols::kind))
                .containsOnly("identifier");
        assertThat(symbols.of("no such kind")).isEmpty();
        assertThat(symbols.kind(symbols.error())).isEqualTo("ERROR");
        assertThat(PARSERS.symbols(Language.TEXT)).isEmpty();
    }

    private static byte[] spoilt(byte[] source) {
        byte[] spoilt = source.clone();
        for (int at = 7; at < spoilt.length; at += 13) {
            spoilt[at] = at % 2 == 0 ? 0 : (byte) 0xFF;
        }
        return spoilt;
    }

    private static SyntaxTree tree(String source, Language language) {
        return tree(bytes(source), language);
    }

    private static SyntaxTree tree(byte[] source, Language language) {
        try (Parser parser = PARSERS.open(ParseLimits.DEFAULT)) {
            return ((ParseOutcome.Parsed) parser.parse(source, language)).tree();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
