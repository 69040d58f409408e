/** Rules about the code of single Rust files, and the view of a file that they share. */
@NullMarked
package dev.upkeep.engine.detect.rust.code;

import org.jspecify.annotations.NullMarked;
