package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.analyzer.domain.SourceAddress.Remote;
import dev.upkeep.analyzer.outbound.git.AddressRules.Allowed;
import dev.upkeep.events.AnalysisRefused.Reason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/**
 * Transfers by JGit's own client, for machines without the git executable: https only, without credentials, slower, and
 * without the means to hold a host name to the addresses that were checked.
 */
final class BuiltInTransport implements GitTransport {

    private static final int SILENCE_SECONDS = 60;

    private final Set<String> protocols;

    BuiltInTransport(Set<String> protocols) {
        this.protocols = protocols;
    }

    @Override
    public Outcome<Optional<String>> head(Path mirror, Allowed address, Duration limit) throws IOException {
        return with(mirror, address, limit, transport -> {
            try (FetchConnection connection = transport.openFetch()) {
                Ref head = connection.getRef(Constants.HEAD);
                return Optional.ofNullable(head)
                        .filter(Ref::isSymbolic)
                        .map(ref -> ref.getTarget().getName());
            }
        });
    }

    @Override
    public Outcome<Path> fetch(Path mirror, Allowed address, Fetch fetch) throws IOException {
        Watch watch = new Watch(mirror, fetch);
        Outcome<Path> outcome = with(mirror, address, fetch.limit(), transport -> {
            List<RefSpec> refspecs = fetch.refspecs().stream().map(RefSpec::new).toList();
            transport.setRemoveDeletedRefs(true);
            transport.setTagOpt(TagOpt.NO_TAGS);
            transport.setCheckFetchedObjects(true);
            if (fetch.shallow()) {
                transport.setDepth(1);
            }
            transport.fetch(watch, refspecs);
            return mirror;
        });
        if (watch.tooLarge) {
            return new Outcome.Refused<>(TransferRefusals.tooLarge(fetch.largestMirror()));
        }
        return outcome;
    }

    /** What is done with an open connection. */
    @FunctionalInterface
    private interface Exchange<T> {
        T perform(Transport transport) throws IOException;
    }

    private <T> Outcome<T> with(Path mirror, Allowed address, Duration limit, Exchange<T> exchange) throws IOException {
        Remote remote = address.remote();
        long start = System.nanoTime();
        if (!protocols.contains(remote.scheme())) {
            return Outcome.refused(
                    Reason.ADDRESS_NOT_ALLOWED,
                    "Without the git executable an analyser reads https addresses only. Give one, or install git.");
        }
        try (Repository repository = Repositories.open(mirror);
                Transport transport = Transport.open(repository, new URIish(remote.url()))) {
            transport.setTimeout(Math.clamp(limit.toSeconds(), 1, SILENCE_SECONDS));
            return Outcome.of(exchange.perform(transport));
        } catch (TransportException | URISyntaxException e) {
            return new Outcome.Refused<>(
                    System.nanoTime() - start > limit.toNanos()
                            ? TransferRefusals.tooSlow(remote, limit)
                            : TransferRefusals.of(remote, String.valueOf(e.getMessage())));
        }
    }

    /** Stops a transfer that is too slow or too large; JGit asks it with every object. */
    private static final class Watch extends EmptyProgressMonitor {

        private static final int LOOK_EVERY = 1000;

        private final Path mirror;
        private final Fetch fetch;
        private final long start = System.nanoTime();
        private int asked;
        private volatile boolean tooLarge;

        Watch(Path mirror, Fetch fetch) {
            this.mirror = mirror;
            this.fetch = fetch;
        }

        @Override
        public boolean isCancelled() {
            asked++;
            if (asked % LOOK_EVERY == 0 && MirrorSize.of(mirror) > fetch.largestMirror()) {
                tooLarge = true;
            }
            return tooLarge || isLate();
        }

        boolean isLate() {
            return System.nanoTime() - start > fetch.limit().toNanos();
        }
    }
}
