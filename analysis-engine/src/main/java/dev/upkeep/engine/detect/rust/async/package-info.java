/** Rules about asynchronous Rust: what stops the threads that all tasks share, and what is lost between tasks. */
@NullMarked
package dev.upkeep.engine.detect.rust.async;

import org.jspecify.annotations.NullMarked;
