package dev.upkeep.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every HTTP error, {@code application/problem+json} (RFC 9457).
 *
 * @param type a stable URI reference of the kind of problem: {@code about:blank} where the status says it all
 * @param title one line, the same for every occurrence of the kind
 * @param status the HTTP status
 * @param detail what happened here and what to do, for people
 * @param instance the path that was asked for
 * @param traceId the trace in which to look
 * @param errors what is wrong with which part of the request
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        @Nullable String traceId,
        List<FieldError> errors) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** One thing that is wrong. {@code pointer} is a JSON pointer into the body, or the name of a parameter. */
    public record FieldError(String pointer, String message) {}
}
