/** What sets scoring to work: the events of analyses, and the clock. */
@NullMarked
package dev.upkeep.scoring.inbound;

import org.jspecify.annotations.NullMarked;
