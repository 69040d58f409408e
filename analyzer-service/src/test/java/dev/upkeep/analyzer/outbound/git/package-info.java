/** Tests of repositories, on real ones made for the test. */
@NullMarked
package dev.upkeep.analyzer.outbound.git;

import org.jspecify.annotations.NullMarked;
