/** Rules for TypeScript and JavaScript, React and bundles, and the import graph that says what is reached. */
@NullMarked
package dev.upkeep.engine.detect.script;

import org.jspecify.annotations.NullMarked;
