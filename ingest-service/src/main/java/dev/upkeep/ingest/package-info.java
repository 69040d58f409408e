/** Webhooks and scan requests become repository changes. */
@NullMarked
package dev.upkeep.ingest;

import org.jspecify.annotations.NullMarked;
