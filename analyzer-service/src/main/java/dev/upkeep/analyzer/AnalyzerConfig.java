package dev.upkeep.analyzer;

import dev.upkeep.platform.warmup.WarmUp;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What an operator can set. */
@ConfigMapping(prefix = "upkeep.analyzer")
public interface AnalyzerConfig {

    /** Where mirrors, histories and counts of attempts are kept. It may be emptied while no analyser runs. */
    @WithDefault("${java.io.tmpdir}/upkeep-analyzer")
    Path dataDirectory();

    /** Whether absolute paths and {@code file:} addresses of this machine are read. */
    @WithDefault("false")
    boolean allowLocalSources();

    /** Whether repositories on private, loopback and link-local addresses are read, and plain http is spoken. */
    @WithDefault("false")
    boolean allowPrivateAddresses();

    /** A file in the format of git's {@code store} credential helper, for repositories that are not public. */
    Optional<Path> credentialsFile();

    /** The git executable for transfers; {@code none} leaves them to the built-in client. */
    @WithDefault("git")
    String gitExecutable();

    /** Threads that read files; one per core where not given. */
    OptionalInt workers();

    /**
     * Whether the engine reads examples after a start, which costs a core for {@link #warmUpTime()} and lets the first
     * repository be read several times as fast.
     */
    @WithDefault("background")
    WarmUp.Mode warmUp();

    /** How long it does at most; the first change ends it. */
    @WithDefault("25s")
    Duration warmUpTime();

    /** What one repository may ask for. */
    LimitsConfig limits();

    /** Caches of per-file results. */
    CacheConfig cache();

    /** How work is taken up. */
    QueueConfig queue();

    /** What one repository may ask for. */
    interface LimitsConfig {

        /** Entries of one commit. */
        @WithDefault("100000")
        int files();

        /** Bytes of all files of one commit together. */
        @WithDefault("4000000000")
        long bytes();

        /** Bytes of one file; larger ones are skipped with that reason. */
        @WithDefault("16000000")
        long fileBytes();

        /** Bytes of one mirror on disk. */
        @WithDefault("4000000000")
        long mirrorBytes();

        /** Commits beyond which change frequency is left out. */
        @WithDefault("50000")
        int historyCommits();

        /** Time to bring a repository here. */
        @WithDefault("5m")
        Duration mirrorTime();

        /** The part of it after which only the last commit is asked for. */
        @WithDefault("2m")
        Duration fullHistoryTime();

        /** Time to read a commit, the transfer included. */
        @WithDefault("10m")
        Duration analysisTime();
    }

    /** Caches of per-file results. */
    interface CacheConfig {

        /** Bytes in this process's memory. */
        @WithDefault("16000000")
        long localBytes();

        /** Whether Redis is asked and filled. */
        @WithDefault("true")
        boolean shared();

        /** How long a result is kept in Redis after it was stored. */
        @WithDefault("14d")
        Duration timeToLive();

        /** How long Redis may take to answer before the work is done without it. */
        @WithDefault("500ms")
        Duration patience();
    }

    /** How work is taken up. */
    interface QueueConfig {

        /** Pushes and scans that are analysed at a time. */
        @WithDefault("2")
        int inFlight();

        /** Sweeps that are analysed at a time. */
        @WithDefault("1")
        int backfillInFlight();

        /** Changes that may wait in this process, so that a newer push can replace an older one. */
        @WithDefault("32")
        int waiting();

        /** Starts of one analysis that may end with the death of the process before it is refused. */
        @WithDefault("3")
        int attempts();
    }
}
