/** Samples and snapshots that the tests of all packages share. */
@NullMarked
package dev.upkeep.report;

import org.jspecify.annotations.NullMarked;
