/** What the score model promises: by example, and as properties over seeded random analyses. */
@NullMarked
package dev.upkeep.scoring.domain;

import org.jspecify.annotations.NullMarked;
