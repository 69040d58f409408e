/** Compact truths about one file that repository-level rules are built on; they survive in the cache. */
@NullMarked
package dev.upkeep.engine.facts;

import org.jspecify.annotations.NullMarked;
