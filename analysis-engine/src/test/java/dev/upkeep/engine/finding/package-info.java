/** Tests of findings. */
@NullMarked
package dev.upkeep.engine.finding;

import org.jspecify.annotations.NullMarked;
