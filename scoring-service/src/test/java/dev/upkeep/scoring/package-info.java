/** Scoring on real Kafka and PostgreSQL. */
@NullMarked
package dev.upkeep.scoring;

import org.jspecify.annotations.NullMarked;
