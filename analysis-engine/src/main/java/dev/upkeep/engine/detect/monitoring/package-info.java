/** Rules for metrics, tracing and alerts. */
@NullMarked
package dev.upkeep.engine.detect.monitoring;

import org.jspecify.annotations.NullMarked;
