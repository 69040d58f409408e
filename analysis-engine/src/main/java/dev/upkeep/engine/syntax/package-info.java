/** The one door to native parsing: bytes in, a flat tree of plain integers out. */
@NullMarked
package dev.upkeep.engine.syntax;

import org.jspecify.annotations.NullMarked;
