/** The contracts that cross Kafka: what happened, said once, readable for ever. */
@NullMarked
package dev.upkeep.events;

import org.jspecify.annotations.NullMarked;
