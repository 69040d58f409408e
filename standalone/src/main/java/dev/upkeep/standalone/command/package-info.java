/** The command line: {@code up}, {@code scan}, and what they share. */
@NullMarked
package dev.upkeep.standalone.command;

import org.jspecify.annotations.NullMarked;
