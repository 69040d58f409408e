/** Where views are kept: PostgreSQL, with Redis and the process' own memory before it. */
@NullMarked
package dev.upkeep.report.outbound;

import org.jspecify.annotations.NullMarked;
