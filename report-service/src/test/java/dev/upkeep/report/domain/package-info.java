/** How a report is put together, shown by examples. */
@NullMarked
package dev.upkeep.report.domain;

import org.jspecify.annotations.NullMarked;
