package dev.upkeep.report.domain;

import java.time.Instant;

/**
 * A message that a consumer could not handle.
 *
 * @param id where it lies: dead-letter topic, partition and offset
 * @param topic where it came from; empty where it does not say
 * @param reason what its consumer said of it
 * @param eventType the {@code ce_type}; empty where it has none
 * @param bytes the size of its value
 */
public record DeadLetter(
        String id, String topic, String reason, String eventType, String repositoryId, Instant parkedAt, int bytes) {}
