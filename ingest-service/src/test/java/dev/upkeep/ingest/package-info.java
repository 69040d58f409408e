/** The service as a whole, held against a real broker. */
@NullMarked
package dev.upkeep.ingest;

import org.jspecify.annotations.NullMarked;
