package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.AnalyzerConfig;
import dev.upkeep.analyzer.application.RepositorySource;
import dev.upkeep.analyzer.domain.Limits;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Puts the parts of this package together, as the operator wants them. */
class RepositorySourceProducer {

    private static final Logger LOG = Logger.getLogger(RepositorySourceProducer.class);

    @Produces
    @Singleton
    RepositorySource source(AnalyzerConfig config, Limits limits, Clock clock) {
        Path data = config.dataDirectory().toAbsolutePath();
        Mirrors mirrors = new Mirrors(data.resolve("mirrors"), transport(config, data), limits);
        return new GitRepositorySource(
                mirrors,
                new AddressRules(config.allowPrivateAddresses()),
                config.allowLocalSources(),
                data.resolve("histories"),
                limits,
                clock);
    }

    @Produces
    @Singleton
    Limits limits(AnalyzerConfig config) {
        AnalyzerConfig.LimitsConfig limits = config.limits();
        return new Limits(
                limits.files(),
                limits.bytes(),
                limits.fileBytes(),
                limits.mirrorBytes(),
                limits.historyCommits(),
                limits.mirrorTime(),
                limits.fullHistoryTime(),
                limits.analysisTime());
    }

    private static GitTransport transport(AnalyzerConfig config, Path data) {
        List<String> protocols = new ArrayList<>(List.of("https", "ssh"));
        if (config.allowPrivateAddresses()) {
            protocols.add("http");
        }
        if (CommandLineTransport.isUsable(config.gitExecutable())) {
            return new CommandLineTransport(
                    config.gitExecutable(), emptyFolder(data), protocols, config.credentialsFile());
        }
        LOG.infof(
                "No git executable of version 2.37 or later as '%s': repositories are fetched by the built-in client,"
                        + " which is slower, knows https only and no credentials",
                config.gitExecutable());
        protocols.remove("ssh");
        return new BuiltInTransport(Set.copyOf(protocols));
    }

    private static Path emptyFolder(Path data) {
        try {
            return Files.createDirectories(data.resolve("empty"));
        } catch (IOException e) {
            throw new UncheckedIOException("the data directory cannot be written: " + data, e);
        }
    }
}
