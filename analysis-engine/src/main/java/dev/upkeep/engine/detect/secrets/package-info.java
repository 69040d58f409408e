/** Rules for credentials that stand in the tree. */
@NullMarked
package dev.upkeep.engine.detect.secrets;

import org.jspecify.annotations.NullMarked;
