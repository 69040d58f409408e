/** The use case of the analyser and the ports that it needs. */
@NullMarked
package dev.upkeep.analyzer.application;

import org.jspecify.annotations.NullMarked;
