/** Rules that read load-test results, whatever tool wrote them. */
@NullMarked
package dev.upkeep.engine.detect.loadtest;

import org.jspecify.annotations.NullMarked;
