/** The service from its consumers to its HTTP answers. */
@NullMarked
package dev.upkeep.report.inbound;

import org.jspecify.annotations.NullMarked;
