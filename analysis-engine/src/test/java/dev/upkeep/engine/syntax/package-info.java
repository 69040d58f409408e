/** Tests of the door to native parsing, with the published binding as the oracle. */
@NullMarked
package dev.upkeep.engine.syntax;

import org.jspecify.annotations.NullMarked;
