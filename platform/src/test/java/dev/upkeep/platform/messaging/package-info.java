/** Messaging held against a real broker, with a small consumer that does what it is told. */
@NullMarked
package dev.upkeep.platform.messaging;

import org.jspecify.annotations.NullMarked;
