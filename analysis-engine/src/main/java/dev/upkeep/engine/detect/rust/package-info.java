/** Rules for Rust sources, and the module tree that says which of them are compiled. */
@NullMarked
package dev.upkeep.engine.detect.rust;

import org.jspecify.annotations.NullMarked;
