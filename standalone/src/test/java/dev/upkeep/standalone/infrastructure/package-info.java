/** What holds for the embedded servers. */
@NullMarked
package dev.upkeep.standalone.infrastructure;

import org.jspecify.annotations.NullMarked;
