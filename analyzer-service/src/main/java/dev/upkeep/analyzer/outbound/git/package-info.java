/** Repositories: mirrors, local folders, commits, histories; never a checkout. */
@NullMarked
package dev.upkeep.analyzer.outbound.git;

import org.jspecify.annotations.NullMarked;
