package dev.upkeep.ingest.inbound;

import dev.upkeep.events.RepositoryRef;
import dev.upkeep.ingest.domain.Push;

/** What one delivery of GitHub's webhook says. */
sealed interface GitHubDelivery {

    /** A ref moved. */
    record Pushed(Push push) implements GitHubDelivery {}

    /** The repository is gone. */
    record RepositoryDeleted(RepositoryRef repository) implements GitHubDelivery {}

    /** The hook was set up. */
    record Ping() implements GitHubDelivery {}

    /** Nothing that Upkeep acts on. */
    record Ignored() implements GitHubDelivery {}
}
