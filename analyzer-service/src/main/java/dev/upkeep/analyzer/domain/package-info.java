/** What an analyser decides without reading anything: addresses, limits, refusals. */
@NullMarked
package dev.upkeep.analyzer.domain;

import org.jspecify.annotations.NullMarked;
