package dev.upkeep.report.inbound;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor of the next page; null on the last
 */
public record PageView<T>(List<T> items, @Nullable String next) {

    static final String DEFAULT_LIMIT = "50";
    private static final int MOST = 500;

    /** How many items a page may have: 1 to 500. */
    static int limit(int wanted) {
        return Math.clamp(wanted, 1, MOST);
    }

    /** The page of a list that was read with one item more than the limit. */
    static <S, T> PageView<T> of(List<S> read, int limit, Function<S, T> view, Function<S, Cursor> cursor) {
        List<S> shown = read.stream().limit(limit).toList();
        String next = read.size() > limit ? cursor.apply(shown.getLast()).text() : null;
        return new PageView<>(shown.stream().map(view).toList(), next);
    }

    /** The answer, with the address of the next page in its {@code Link} header. */
    Response response(UriInfo uri) {
        Response.ResponseBuilder response = Response.ok(this);
        if (next != null) {
            response.link(
                    uri.getRequestUriBuilder().replaceQueryParam("cursor", next).build(), "next");
        }
        return response.build();
    }
}
