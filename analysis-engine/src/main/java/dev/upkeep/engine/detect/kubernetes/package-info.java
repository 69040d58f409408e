/** Manifests of Kubernetes and charts of Helm: what they say, and rules that need no more than that. */
@NullMarked
package dev.upkeep.engine.detect.kubernetes;

import org.jspecify.annotations.NullMarked;
