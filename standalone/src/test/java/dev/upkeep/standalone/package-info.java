/** What holds for the processes of the standalone system. */
@NullMarked
package dev.upkeep.standalone;

import org.jspecify.annotations.NullMarked;
