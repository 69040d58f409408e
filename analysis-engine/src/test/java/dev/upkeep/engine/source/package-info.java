/** Tests of what is said of a file before it is parsed. */
@NullMarked
package dev.upkeep.engine.source;

import org.jspecify.annotations.NullMarked;
