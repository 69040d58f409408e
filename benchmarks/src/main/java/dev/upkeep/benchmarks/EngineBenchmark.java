package dev.upkeep.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.upkeep.engine.AnalysisListener;
import dev.upkeep.engine.AnalysisResult;
import dev.upkeep.engine.Analyzer;
import dev.upkeep.engine.ResultCache;
import dev.upkeep.engine.RuleGroups;
import dev.upkeep.engine.finding.Finding;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.source.History;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.SourceTree;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * What reading a folder costs in processor time of the whole process, compiler and collector included: first pass in a
 * new JVM, warm, from the cache, and after a push. Processor time, since the wall clock of a shared machine says little.
 */
final class EngineBenchmark {

    private static final int WARM_RUNS = 5;
    /** Of runs in turns: a machine that slows down for a while does so for both. */
    private static final int PAIRS = 15;

    /** Runs that are not faster by more than this are as fast as they get. */
    private static final double SETTLED = 0.98;

    /** The compiler of a JVM is at work for about fifty runs, however short they are. */
    private static final int FEWEST_RUNS = 60;

    /** Of a large folder each run has enough for the compiler. */
    private static final int FEWEST_LONG_RUNS = 15;

    private static final long LONGEST_WARM_UP = 60_000_000_000L;
    private static final long WORTH_MEASURING = 100_000;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

    private final Path folder;
    private final PrintStream out;

    EngineBenchmark(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        FolderTree tree = FolderTree.read(folder);
        MemoryCache cache = new MemoryCache();
        try (Analyzer uncached = analyzer(ResultCache.NONE);
                Analyzer cached = analyzer(cache)) {
            long first = cpuNanos(uncached, tree);
            AnalysisResult result = analyze(cached, tree);
            describe(result);
            out.printf("first pass   %s%n", speed(first, result));
            long full = warm(uncached, tree);
            out.printf("warm         %s (median of %d)%n", speed(full, result), WARM_RUNS);
            Map<String, byte[]> known = cache.copy();
            out.printf("from cache   %s%n", share(repeated(cached, cache, known, tree), full));
            for (int changed : List.of(1, 10, 100)) {
                out.printf(
                        "push of %-4d %s%n",
                        changed, share(repeated(cached, cache, known, tree.withChanged(changed)), full));
            }
            for (Language language : Language.values()) {
                describe(language, tree.only(language), uncached);
            }
            compare(tree.only(Language.RUST), uncached);
        }
    }

    private void describe(Language language, FolderTree part, Analyzer analyzer) {
        if (language.parsed() && part.bytes() >= WORTH_MEASURING) {
            out.printf(
                    "%-12s %5.1f MB/s per core, warm, its files alone (%.1f MB)%n",
                    language.displayName(), part.bytes() / 1e6 / (warm(analyzer, part) / 1e9), part.bytes() / 1e6);
        }
    }

    private void compare(FolderTree rust, Analyzer analyzer) throws IOException, InterruptedException {
        if (rust.bytes() < WORTH_MEASURING) {
            return;
        }
        try (AstGrep other = AstGrep.install()) {
            warm(analyzer, rust);
            List<Long> ours = new ArrayList<>();
            List<Long> theirs = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            for (int pair = 0; pair < PAIRS; pair++) {
                ours.add(cpuNanos(analyzer, rust));
                theirs.add(other.cpuNanos(folder));
                ratios.add((double) ours.getLast() / theirs.getLast());
            }
            out.printf(
                    "ast-grep     %.2f s CPU for the Rust files with %d rules; ours, all rules, warm: %.2f s, %.1f times (medians of %d pairs)%n",
                    median(theirs) / 1e9, other.rules(), median(ours) / 1e9, median(ratios), PAIRS);
        } catch (IOException e) {
            out.println("ast-grep     not compared: " + e.getMessage());
        }
    }

    private static long warm(Analyzer analyzer, FolderTree tree) {
        return settled(() -> cpuNanos(analyzer, tree));
    }

    /**
     * The smallest median of some runs, when more of them no longer help: until then the compiler of the JVM is at work
     * beside them. Gives up on that where it would take too long.
     */
    private static long settled(LongSupplier run) {
        long least = Long.MAX_VALUE;
        long spent = 0;
        for (int runs = WARM_RUNS; ; runs += WARM_RUNS) {
            List<Long> times = new ArrayList<>();
            for (int count = 0; count < WARM_RUNS; count++) {
                times.add(run.getAsLong());
            }
            long now = median(times);
            spent += now * WARM_RUNS;
            boolean settled = now > least * SETTLED && runs >= FEWEST_RUNS;
            least = Math.min(now, least);
            if (settled || (spent > LONGEST_WARM_UP && runs >= FEWEST_LONG_RUNS)) {
                return least;
            }
        }
    }

    private void describe(AnalysisResult result) {
        out.printf(
                "%s: %,d files, %.1f MB analysed; %s%n",
                folder.toAbsolutePath().normalize().getFileName(),
                result.coverage().analysed(),
                result.coverage().bytes() / 1e6,
                result.notes().get("parser"));
        Map<String, Long> byRule = result.findings().stream()
                .collect(Collectors.groupingBy(Finding::ruleId, TreeMap::new, Collectors.counting()));
        byRule.forEach((rule, count) -> out.printf("  %6d %s%n", count, rule));
        if (result.notes().containsKey("problems")) {
            out.println(result.notes().get("problems"));
        }
    }

    /** The median time over runs that each start from a cache that holds {@code known} alone. */
    private static long repeated(Analyzer analyzer, MemoryCache cache, Map<String, byte[]> known, FolderTree tree) {
        return settled(() -> {
            cache.replace(known);
            return cpuNanos(analyzer, tree);
        });
    }

    private static Analyzer analyzer(ResultCache cache) {
        return new Analyzer(RuleCatalog.load(), RuleGroups.all(), cache, 1);
    }

    private static AnalysisResult analyze(Analyzer analyzer, SourceTree tree) {
        return analyzer.analyze(
                tree, () -> new History.Unknown("not measured"), Settings.DEFAULT, TODAY, AnalysisListener.SILENT);
    }

    private static long cpuNanos(Analyzer analyzer, SourceTree tree) {
        long start = PROCESS.getProcessCpuTime();
        analyze(analyzer, tree);
        return PROCESS.getProcessCpuTime() - start;
    }

    private static String speed(long nanos, AnalysisResult result) {
        double seconds = nanos / 1e9;
        return "%6.2f s CPU  %7.0f files/s  %5.1f MB/s per core"
                .formatted(
                        seconds,
                        result.coverage().analysed() / seconds,
                        result.coverage().bytes() / 1e6 / seconds);
    }

    private static String share(long nanos, long full) {
        return "%6.3f s CPU  %5.1f %% of a warm full run".formatted(nanos / 1e9, 100.0 * nanos / full);
    }

    private static <T extends Comparable<T>> T median(List<T> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** A cache without limits. */
    private static final class MemoryCache implements ResultCache {

        private final Map<String, byte[]> results = new ConcurrentHashMap<>();

        Map<String, byte[]> copy() {
            return Map.copyOf(results);
        }

        void replace(Map<String, byte[]> known) {
            results.clear();
            results.putAll(known);
        }

        @Override
        public Map<String, byte[]> find(Collection<String> keys) {
            Map<String, byte[]> found = new TreeMap<>();
            keys.forEach(key -> {
                byte[] result = results.get(key);
                if (result != null) {
                    found.put(key, result);
                }
            });
            return found;
        }

        @Override
        public void store(Map<String, byte[]> fresh) {
            results.putAll(fresh);
        }
    }
}
