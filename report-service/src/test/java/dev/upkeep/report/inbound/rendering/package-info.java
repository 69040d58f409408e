/** Every format, held against its snapshot. */
@NullMarked
package dev.upkeep.report.inbound.rendering;

import org.jspecify.annotations.NullMarked;
