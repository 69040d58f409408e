/** Rules for package.json files and their lock files, and the workspace that they describe. */
@NullMarked
package dev.upkeep.engine.detect.npm;

import org.jspecify.annotations.NullMarked;
