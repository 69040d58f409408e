package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.analyzer.outbound.git.AddressRules.Allowed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Brings objects from another host into a bare repository. Calls block; both clients keep the same promises. */
interface GitTransport {

    /** All branches and tags. */
    List<String> EVERYTHING = List.of("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*");

    /**
     * What to fetch.
     *
     * @param refspecs in git's own notation
     * @param shallow only the latest commit of each
     * @param limit after which the transfer is stopped
     * @param largestMirror bytes on disk beyond which the transfer is stopped
     */
    record Fetch(List<String> refspecs, boolean shallow, Duration limit, long largestMirror) {}

    /** What the other side calls its head: the full name of a branch; empty where nothing was committed to it. */
    Outcome<Optional<String>> head(Path mirror, Allowed address, Duration limit) throws IOException;

    /** Fetches into the bare repository and removes the refs there that are gone on the other side. */
    Outcome<Path> fetch(Path mirror, Allowed address, Fetch fetch) throws IOException;
}
