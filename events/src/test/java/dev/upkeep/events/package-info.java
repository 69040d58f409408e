/** The contracts are held: their schemas, the museum of old messages, ids, topics. */
@NullMarked
package dev.upkeep.events;

import org.jspecify.annotations.NullMarked;
