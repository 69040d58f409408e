/** Use cases and the report JSON, shown by examples. */
@NullMarked
package dev.upkeep.report.application;

import org.jspecify.annotations.NullMarked;
