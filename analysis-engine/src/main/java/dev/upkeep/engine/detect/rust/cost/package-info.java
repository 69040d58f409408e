/** Rules about work in Rust code that is done more often than needed. */
@NullMarked
package dev.upkeep.engine.detect.rust.cost;

import org.jspecify.annotations.NullMarked;
