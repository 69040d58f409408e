/** Rules that hold in any language: size, shape, duplication, hotspots, leftovers. */
@NullMarked
package dev.upkeep.engine.detect.any;

import org.jspecify.annotations.NullMarked;
