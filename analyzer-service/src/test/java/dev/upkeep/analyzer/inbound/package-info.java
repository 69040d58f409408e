/** Tests of how work reaches the analyser. */
@NullMarked
package dev.upkeep.analyzer.inbound;

import org.jspecify.annotations.NullMarked;
