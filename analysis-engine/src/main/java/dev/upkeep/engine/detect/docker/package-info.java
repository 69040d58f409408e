/** Rules for images, compose files and what they deploy. */
@NullMarked
package dev.upkeep.engine.detect.docker;

import org.jspecify.annotations.NullMarked;
