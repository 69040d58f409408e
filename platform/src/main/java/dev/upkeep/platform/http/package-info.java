/** One shape for every HTTP error: RFC 9457 problems. */
@NullMarked
package dev.upkeep.platform.http;

import org.jspecify.annotations.NullMarked;
