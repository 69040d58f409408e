/** What is deployed fits what is built: images, compose file, manifests and the services' own settings. */
@NullMarked
package dev.upkeep.deployment;

import org.jspecify.annotations.NullMarked;
