package dev.upkeep.engine.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.document.Value.Mapping;
import dev.upkeep.engine.document.Value.Scalar;
import dev.upkeep.engine.document.Value.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads JSON with the line of each value. A leading byte-order mark is skipped. */
public final class Json {

    private static final JsonFactory STRICT = new JsonFactory();
    private static final JsonFactory RELAXED = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private Json() {}

    /** Reads JSON (RFC 8259); several values one after another are several documents. */
    public static Parsed parse(String text) {
        return parse(STRICT, text);
    }

    /** Reads JSON with comments and trailing commas, as editors and compilers allow in their settings. */
    public static Parsed parseRelaxed(String text) {
        return parse(RELAXED, text);
    }

    private static Parsed parse(JsonFactory factory, String text) {
        List<Value> documents = new ArrayList<>();
        try (JsonParser parser = factory.createParser(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            while (parser.nextToken() != null) {
                documents.add(value(parser));
            }
            return new Parsed(List.copyOf(documents), null);
        } catch (StreamConstraintsException tooLarge) {
            // Deeper or longer than we read is not wrong: the file is simply not looked into.
            return new Parsed(List.of(), null);
        } catch (JsonProcessingException wrong) {
            return failure(documents, wrong);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Parsed failure(List<Value> documents, JsonProcessingException wrong) {
        @Nullable JsonLocation at = wrong.getLocation();
        int line = at == null ? 1 : at.getLineNr();
        int column = at == null ? 1 : at.getColumnNr();
        return Parsed.failed(documents, line, column, firstSentence(wrong.getOriginalMessage()));
    }

    private static String firstSentence(String message) {
        String line = message.lines().findFirst().orElse("not JSON");
        int source = line.indexOf(" (for ");
        return source < 0 ? line : line.substring(0, source);
    }

    private static Value value(JsonParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, line);
            case START_ARRAY -> sequence(parser, line);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(line, parser.getNumberValue());
            case VALUE_TRUE -> new Scalar(line, true);
            case VALUE_FALSE -> new Scalar(line, false);
            case VALUE_NULL -> new Scalar(line, null);
            default -> new Scalar(line, parser.getText());
        };
    }

    private static Value mapping(JsonParser parser, int line) throws IOException {
        List<Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int keyLine = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            entries.add(new Entry(key, keyLine, value(parser)));
        }
        return new Mapping(line, List.copyOf(entries));
    }

    private static Value sequence(JsonParser parser, int line) throws IOException {
        List<Value> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Sequence(line, List.copyOf(items));
    }
}
