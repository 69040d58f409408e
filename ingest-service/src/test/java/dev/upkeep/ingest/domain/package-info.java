/** Sources, refs and pushes, held without a framework. */
@NullMarked
package dev.upkeep.ingest.domain;

import org.jspecify.annotations.NullMarked;
