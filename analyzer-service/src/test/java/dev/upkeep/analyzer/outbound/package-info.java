/** Tests of caches and ledgers. */
@NullMarked
package dev.upkeep.analyzer.outbound;

import org.jspecify.annotations.NullMarked;
