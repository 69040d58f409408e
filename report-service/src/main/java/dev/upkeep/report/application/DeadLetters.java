package dev.upkeep.report.application;

import dev.upkeep.report.domain.DeadLetter;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What consumers of all services have parked. */
public interface DeadLetters {

    /** The latest of each dead-letter topic, latest first; at most {@code limit} of each. */
    Uni<List<DeadLetter>> list(int limit);

    /**
     * Says a message again on the topic that it came from, with its own headers. It stays among the dead letters;
     * whoever has handled it already drops it by its event id.
     *
     * @return false where there is no such message, or it does not say where it came from
     */
    Uni<Boolean> replay(String id);
}
