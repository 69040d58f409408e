/** The ports of scoring on PostgreSQL, by the plain reactive client. */
@NullMarked
package dev.upkeep.scoring.outbound;

import org.jspecify.annotations.NullMarked;
