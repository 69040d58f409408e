/** What binaries are told by. */
@NullMarked
package dev.upkeep.engine.detect.repo;

import org.jspecify.annotations.NullMarked;
