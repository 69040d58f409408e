/** How TypeScript and JavaScript trees are read: functions, calls, names, components. */
@NullMarked
package dev.upkeep.engine.detect.script.syntax;

import org.jspecify.annotations.NullMarked;
