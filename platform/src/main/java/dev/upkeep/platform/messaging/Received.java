package dev.upkeep.platform.messaging;

import dev.upkeep.events.Event;
import java.util.UUID;

/**
 * An event as it reached a consumer.
 *
 * @param eventId the {@code ce_id}: the same each time that the same fact arrives, the key of an inbox
 */
public record Received<E extends Event>(E event, UUID eventId) {}
