/** What manifests and lock files of npm tell. */
@NullMarked
package dev.upkeep.engine.detect.npm;

import org.jspecify.annotations.NullMarked;
