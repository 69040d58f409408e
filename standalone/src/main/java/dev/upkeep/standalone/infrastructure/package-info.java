/** Kafka, PostgreSQL and Redis from Maven Central, started on this machine. */
@NullMarked
package dev.upkeep.standalone.infrastructure;

import org.jspecify.annotations.NullMarked;
