/** What the use case needs from outside: the broker, caches, files. */
@NullMarked
package dev.upkeep.analyzer.outbound;

import org.jspecify.annotations.NullMarked;
