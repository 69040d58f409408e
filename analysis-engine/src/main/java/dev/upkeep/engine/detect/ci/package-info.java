/** Rules for CI workflows and their bots. */
@NullMarked
package dev.upkeep.engine.detect.ci;

import org.jspecify.annotations.NullMarked;
