/** What repository-level rules need to know of a single script. */
@NullMarked
package dev.upkeep.engine.detect.script.facts;

import org.jspecify.annotations.NullMarked;
