/** Which script needs which, and what nothing reaches. */
@NullMarked
package dev.upkeep.engine.detect.script.graph;

import org.jspecify.annotations.NullMarked;
