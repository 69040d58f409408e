package dev.upkeep.ingest.domain;

import dev.upkeep.events.EventIds;

/** Repository ids: the same repository has the same id however often it is named, and two have two. */
public final class RepositoryIdentity {

    private RepositoryIdentity() {}

    /** Of a forge's repository: host and number survive renames and transfers, names do not. */
    public static String onForge(String host, long number) {
        return EventIds.of("repository", host, Long.toString(number)).toString();
    }

    /** Of an address, normalised: where nothing better is known than where it is. */
    public static String atAddress(String normalisedAddress) {
        return EventIds.of("repository", normalisedAddress).toString();
    }
}
