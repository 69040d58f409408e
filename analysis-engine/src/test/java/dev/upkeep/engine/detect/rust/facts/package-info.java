/** What one Rust file says of itself. */
@NullMarked
package dev.upkeep.engine.detect.rust.facts;

import org.jspecify.annotations.NullMarked;
