/** What rules for any language tell of files. */
@NullMarked
package dev.upkeep.engine.detect.any;

import org.jspecify.annotations.NullMarked;
