/** The formats in which a report is read: pages for people, files for tools. */
@NullMarked
package dev.upkeep.report.inbound.rendering;

import org.jspecify.annotations.NullMarked;
