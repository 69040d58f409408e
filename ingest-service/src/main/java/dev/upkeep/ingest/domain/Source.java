package dev.upkeep.ingest.domain;

import dev.upkeep.events.RepositoryRef;

/** Where a scan is asked to read: an address, a folder, or nowhere because the text says nothing that may be read. */
public sealed interface Source {

    /**
     * A repository on a host.
     *
     * @param url as it was given: what is cloned
     * @param normalised host and path without what does not tell repositories apart: the identity
     */
    record Address(String url, String normalised) implements Source {

        /** The repository at this address. */
        public RepositoryRef repository() {
            return new RepositoryRef(RepositoryIdentity.atAddress(normalised), lastTwoNames(), url, "git", "");
        }

        private String lastTwoNames() {
            String path = normalised.substring(normalised.indexOf('/') + 1);
            int last = path.lastIndexOf('/');
            int before = last < 0 ? -1 : path.lastIndexOf('/', last - 1);
            return path.substring(before + 1);
        }
    }

    /**
     * A folder of the machine that the analysers run on.
     *
     * @param path absolute, normalised, without a slash at the end
     */
    record Folder(String path) implements Source {

        /** The repository, or plain folder, at this path. */
        public RepositoryRef repository() {
            String name = path.substring(path.lastIndexOf('/') + 1);
            return new RepositoryRef(
                    RepositoryIdentity.atAddress("file:" + path), name.isEmpty() ? path : name, path, "local", "");
        }
    }

    /** Not to be read; {@code reason} says why and what to do, for people. It never repeats a password. */
    record Refused(String reason) implements Source {}
}
