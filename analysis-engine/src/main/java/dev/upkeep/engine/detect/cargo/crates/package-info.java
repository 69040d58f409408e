/** Rules for the crates of Rust packages that need to know where their code is compiled. */
@NullMarked
package dev.upkeep.engine.detect.cargo.crates;

import org.jspecify.annotations.NullMarked;
