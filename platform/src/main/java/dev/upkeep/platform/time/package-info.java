/** The one source of time. */
@NullMarked
package dev.upkeep.platform.time;

import org.jspecify.annotations.NullMarked;
