/** Rules for what programs remember: maps, cache libraries and cache servers. */
@NullMarked
package dev.upkeep.engine.detect.cache;

import org.jspecify.annotations.NullMarked;
