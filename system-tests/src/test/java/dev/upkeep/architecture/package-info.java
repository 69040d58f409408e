/** The rules of the house, over all its rooms. */
@NullMarked
package dev.upkeep.architecture;

import org.jspecify.annotations.NullMarked;
