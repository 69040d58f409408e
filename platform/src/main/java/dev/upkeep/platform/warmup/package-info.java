/** Work before the work: what makes a process fast before the first request arrives. */
@NullMarked
package dev.upkeep.platform.warmup;

import org.jspecify.annotations.NullMarked;
