/** What a report says and how it is put together: pure values and functions. */
@NullMarked
package dev.upkeep.report.domain;

import org.jspecify.annotations.NullMarked;
