/** Tests of the use case, with hand-written fakes of its ports. */
@NullMarked
package dev.upkeep.analyzer.application;

import org.jspecify.annotations.NullMarked;
