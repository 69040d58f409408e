/** What a repository may ask for, held against its published schema. */
@NullMarked
package dev.upkeep.engine.settings;

import org.jspecify.annotations.NullMarked;
