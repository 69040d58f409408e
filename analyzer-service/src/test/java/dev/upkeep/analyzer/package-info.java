/** Tests of the whole service on real servers. */
@NullMarked
package dev.upkeep.analyzer;

import org.jspecify.annotations.NullMarked;
