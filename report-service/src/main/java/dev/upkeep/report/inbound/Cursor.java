package dev.upkeep.report.inbound;

import dev.upkeep.platform.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Where a list goes on: opaque to callers, its fields are the sort keys of the last item that they have. */
record Cursor(List<String> fields) {

    private static final String SEPARATOR = "\u001f";

    static Cursor at(Object... fields) {
        return new Cursor(List.of(fields).stream().map(String::valueOf).toList());
    }

    /** The cursor that a caller sends back; a problem where it is none with so many fields. */
    static Cursor parse(String text, int fields) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> parts = List.of(plain.split(SEPARATOR, -1));
            if (parts.size() == fields) {
                return new Cursor(parts);
            }
            throw invalid();
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, fields).getBytes(StandardCharsets.UTF_8));
    }

    String string(int field) {
        return fields.get(field);
    }

    UUID id(int field) {
        try {
            return UUID.fromString(fields.get(field));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    Instant time(int field) {
        try {
            return Instant.parse(fields.get(field));
        } catch (DateTimeException e) {
            throw invalid();
        }
    }

    int number(int field) {
        try {
            return Integer.parseInt(fields.get(field));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return ProblemException.invalid("cursor", "The cursor is not one that this service gave.");
    }
}
