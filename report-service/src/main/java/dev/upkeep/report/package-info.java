/** Ranked plans become views that people and scripts read. */
@NullMarked
package dev.upkeep.report;

import org.jspecify.annotations.NullMarked;
