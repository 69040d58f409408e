/** Repository changes become findings. */
@NullMarked
package dev.upkeep.analyzer;

import org.jspecify.annotations.NullMarked;
