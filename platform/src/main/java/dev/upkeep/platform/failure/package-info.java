/** The kinds of failure that services tell apart. */
@NullMarked
package dev.upkeep.platform.failure;

import org.jspecify.annotations.NullMarked;
