package dev.upkeep.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** {@code ./upkeep bench [engine [FOLDER] | system [REPOSITORY]]}: figures of this machine, medians of several runs. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        List<String> words = List.of(arguments);
        Path home = Path.of(System.getProperty("upkeep.home", "."));
        Path subject = words.size() > 1 ? Path.of(words.get(1)) : home;
        switch (words.isEmpty() ? "all" : words.getFirst()) {
            case "engine" -> new EngineBenchmark(subject, out).run();
            case "system" -> new SystemBenchmark(home, subject, out).run();
            case "all" -> {
                new EngineBenchmark(subject, out).run();
                new SystemBenchmark(home, subject, out).run();
            }
            default -> {
                out.println("usage: upkeep bench [engine [FOLDER] | system [REPOSITORY]]");
                System.exit(2);
            }
        }
    }
}
