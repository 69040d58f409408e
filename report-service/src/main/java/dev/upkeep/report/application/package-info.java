/** The use cases of the report service and the ports that they need. */
@NullMarked
package dev.upkeep.report.application;

import org.jspecify.annotations.NullMarked;
