/** JSON, YAML and TOML as one kind of value that knows its lines. */
@NullMarked
package dev.upkeep.engine.document;

import org.jspecify.annotations.NullMarked;
