/** How a service lives beside the process that started it. */
@NullMarked
package dev.upkeep.platform.process;

import org.jspecify.annotations.NullMarked;
