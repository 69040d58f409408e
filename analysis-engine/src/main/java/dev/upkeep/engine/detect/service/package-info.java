/** What a repository is for, where the same code is right in one kind of program and wrong in another. */
@NullMarked
package dev.upkeep.engine.detect.service;

import org.jspecify.annotations.NullMarked;
