/** The running system: the services as child processes over the embedded servers, and where it is to be found. */
@NullMarked
package dev.upkeep.standalone.system;

import org.jspecify.annotations.NullMarked;
