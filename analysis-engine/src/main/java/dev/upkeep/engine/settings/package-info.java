/** What a repository asks for in its .upkeep.yaml. */
@NullMarked
package dev.upkeep.engine.settings;

import org.jspecify.annotations.NullMarked;
