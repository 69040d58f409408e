/** What holds for a running system and for what is written about it. */
@NullMarked
package dev.upkeep.standalone.system;

import org.jspecify.annotations.NullMarked;
