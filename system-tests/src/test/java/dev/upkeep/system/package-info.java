/** The packaged system as a whole: what people and scripts see of it, from outside. */
@NullMarked
package dev.upkeep.system;

import org.jspecify.annotations.NullMarked;
