/** Which Rust files are compiled, for what, and what that means for what stands in them. */
@NullMarked
package dev.upkeep.engine.detect.rust.reach;

import org.jspecify.annotations.NullMarked;
