/** Turns what was asked for into a fact on Kafka, and answers only when the broker has it. */
@NullMarked
package dev.upkeep.ingest.application;

import org.jspecify.annotations.NullMarked;
