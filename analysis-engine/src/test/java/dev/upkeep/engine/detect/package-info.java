@NullMarked
package dev.upkeep.engine.detect;

import org.jspecify.annotations.NullMarked;
