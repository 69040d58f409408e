/** Findings become a ranked plan. */
@NullMarked
package dev.upkeep.scoring;

import org.jspecify.annotations.NullMarked;
