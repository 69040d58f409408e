/** HTTP in, held against real payloads. */
@NullMarked
package dev.upkeep.ingest.inbound;

import org.jspecify.annotations.NullMarked;
