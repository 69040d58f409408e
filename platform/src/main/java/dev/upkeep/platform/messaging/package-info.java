/** How events leave and reach a service: CloudEvents on Kafka, acknowledged last, parked when they cannot be handled. */
@NullMarked
package dev.upkeep.platform.messaging;

import org.jspecify.annotations.NullMarked;
