/** The use cases of scoring and the ports that they need. */
@NullMarked
package dev.upkeep.scoring.application;

import org.jspecify.annotations.NullMarked;
