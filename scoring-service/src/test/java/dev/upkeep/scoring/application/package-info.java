/** The use cases without their adapters. */
@NullMarked
package dev.upkeep.scoring.application;

import org.jspecify.annotations.NullMarked;
