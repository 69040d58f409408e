/** Rules for SQL, schemas, connections and caches. */
@NullMarked
package dev.upkeep.engine.detect.sql;

import org.jspecify.annotations.NullMarked;
