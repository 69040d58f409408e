/** Where facts and requests come in: consumers of Kafka, resources of HTTP. */
@NullMarked
package dev.upkeep.report.inbound;

import org.jspecify.annotations.NullMarked;
