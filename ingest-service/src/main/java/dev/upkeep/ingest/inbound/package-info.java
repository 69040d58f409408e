/** What reaches ingest over HTTP: webhooks of forges and requests for scans. */
@NullMarked
package dev.upkeep.ingest.inbound;

import org.jspecify.annotations.NullMarked;
