/** What is read: a tree of files at one commit, its languages, its contexts and its history. */
@NullMarked
package dev.upkeep.engine.source;

import org.jspecify.annotations.NullMarked;
