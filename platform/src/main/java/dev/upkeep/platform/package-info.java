/** What every service inherits, and nothing that only one of them uses. */
@NullMarked
package dev.upkeep.platform;

import org.jspecify.annotations.NullMarked;
