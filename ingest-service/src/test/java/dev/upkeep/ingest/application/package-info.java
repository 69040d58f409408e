/** Use cases, held without a framework. */
@NullMarked
package dev.upkeep.ingest.application;

import org.jspecify.annotations.NullMarked;
