/** Rules for how programs connect to databases. */
@NullMarked
package dev.upkeep.engine.detect.db;

import org.jspecify.annotations.NullMarked;
