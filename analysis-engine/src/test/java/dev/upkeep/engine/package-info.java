/** The engine as a whole, and every rule by its fixture. */
@NullMarked
package dev.upkeep.engine;

import org.jspecify.annotations.NullMarked;
