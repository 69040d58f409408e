/** Rules for files that tools read: do they parse at all. */
@NullMarked
package dev.upkeep.engine.detect.config;

import org.jspecify.annotations.NullMarked;
