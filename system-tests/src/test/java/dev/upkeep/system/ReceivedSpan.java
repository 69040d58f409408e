package dev.upkeep.system;

/**
 * A span as it was exported.
 *
 * @param parentId empty for a root
 * @param service the {@code service.name} of its resource
 */
record ReceivedSpan(String traceId, String spanId, String parentId, String name, String service) {}
