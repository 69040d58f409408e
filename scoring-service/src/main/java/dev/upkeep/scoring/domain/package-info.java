/** The score model, version 1: findings in, a ranked and explained plan out; pure, the same in gives the same out. */
@NullMarked
package dev.upkeep.scoring.domain;

import org.jspecify.annotations.NullMarked;
