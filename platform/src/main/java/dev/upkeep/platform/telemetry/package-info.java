/** Spans for stages of work, from any thread. */
@NullMarked
package dev.upkeep.platform.telemetry;

import org.jspecify.annotations.NullMarked;
