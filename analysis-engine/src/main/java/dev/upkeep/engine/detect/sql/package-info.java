/** Rules for SQL and schemas. */
@NullMarked
package dev.upkeep.engine.detect.sql;

import org.jspecify.annotations.NullMarked;
