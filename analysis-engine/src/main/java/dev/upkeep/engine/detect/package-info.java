/** How rules look at files and repositories. */
@NullMarked
package dev.upkeep.engine.detect;

import org.jspecify.annotations.NullMarked;
