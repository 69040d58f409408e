/** What a rule says of itself: the catalogue, read from Markdown. */
@NullMarked
package dev.upkeep.engine.rule;

import org.jspecify.annotations.NullMarked;
