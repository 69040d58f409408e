/** Rules on what is built from scripts and how. */
@NullMarked
package dev.upkeep.engine.detect.script.bundle;

import org.jspecify.annotations.NullMarked;
