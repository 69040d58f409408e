/** From a source tree and rules to findings: a plain library. */
@NullMarked
package dev.upkeep.engine;

import org.jspecify.annotations.NullMarked;
