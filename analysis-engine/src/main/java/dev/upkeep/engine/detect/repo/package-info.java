/** Rules for what lies in a repository: binaries, build output, backups, links. */
@NullMarked
package dev.upkeep.engine.detect.repo;

import org.jspecify.annotations.NullMarked;
