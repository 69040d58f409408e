/** What was found, where, and how sure. */
@NullMarked
package dev.upkeep.engine.finding;

import org.jspecify.annotations.NullMarked;
