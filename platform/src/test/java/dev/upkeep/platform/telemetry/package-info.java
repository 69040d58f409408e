/** Stages held against the tracing SDK, without a framework. */
@NullMarked
package dev.upkeep.platform.telemetry;

import org.jspecify.annotations.NullMarked;
