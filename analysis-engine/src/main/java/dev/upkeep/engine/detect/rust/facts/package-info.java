/** What one Rust file says of itself: items, modules, imports, macros, places that are tests. */
@NullMarked
package dev.upkeep.engine.detect.rust.facts;

import org.jspecify.annotations.NullMarked;
