package dev.upkeep.events;

/** What ingest says of a repository: the facts of {@code upkeep.repository} and {@code upkeep.repository.backfill}. */
public sealed interface RepositoryEvent extends Event permits RepositoryChanged, RepositoryRemoved {}
