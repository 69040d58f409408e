/** What holds for the command line. */
@NullMarked
package dev.upkeep.standalone.command;

import org.jspecify.annotations.NullMarked;
