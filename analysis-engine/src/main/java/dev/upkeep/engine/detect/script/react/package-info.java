/** Rules on React components and hooks. */
@NullMarked
package dev.upkeep.engine.detect.script.react;

import org.jspecify.annotations.NullMarked;
