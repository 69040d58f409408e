@NullMarked
package dev.upkeep.engine.document;

import org.jspecify.annotations.NullMarked;
