/** Speed and memory, measured by one command each. */
@NullMarked
package dev.upkeep.benchmarks;

import org.jspecify.annotations.NullMarked;
