/** Rules on statements and expressions of scripts. */
@NullMarked
package dev.upkeep.engine.detect.script.code;

import org.jspecify.annotations.NullMarked;
