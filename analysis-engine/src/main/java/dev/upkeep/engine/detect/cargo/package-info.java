/** Rules for Cargo manifests and lock files, and the workspace that they describe. */
@NullMarked
package dev.upkeep.engine.detect.cargo;

import org.jspecify.annotations.NullMarked;
