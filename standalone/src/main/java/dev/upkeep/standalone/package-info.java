/** The whole system on one machine: real brokers and stores, and the services as child processes. */
@NullMarked
package dev.upkeep.standalone;

import org.jspecify.annotations.NullMarked;
