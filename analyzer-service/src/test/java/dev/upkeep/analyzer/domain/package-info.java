/** Tests of what an analyser decides without reading anything. */
@NullMarked
package dev.upkeep.analyzer.domain;

import org.jspecify.annotations.NullMarked;
