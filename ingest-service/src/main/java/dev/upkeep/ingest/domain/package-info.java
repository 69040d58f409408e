/** Which repository is meant and what happened to it: pure, without a framework. */
@NullMarked
package dev.upkeep.ingest.domain;

import org.jspecify.annotations.NullMarked;
