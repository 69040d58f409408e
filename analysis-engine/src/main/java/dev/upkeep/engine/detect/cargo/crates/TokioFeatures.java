package dev.upkeep.engine.detect.cargo.crates;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which features of tokio 1 a public path needs, as its documentation marks them ("Available on crate feature …"). What
 * needs none gives an empty set; a path that is not known, or that may stand for anything, gives nothing at all.
 */
final class TokioFeatures {

    /** Those that {@code full} stands for and that have an interface; {@code parking_lot} has none. */
    static final List<String> FULL = List.of(
            "fs", "io-std", "io-util", "macros", "net", "process", "rt", "rt-multi-thread", "signal", "sync", "time");

    private static final Set<String> IO_WITHOUT = Set.of(
            "AsyncRead",
            "AsyncWrite",
            "AsyncSeek",
            "AsyncBufRead",
            "ReadBuf",
            "Error",
            "ErrorKind",
            "Result",
            "SeekFrom");
    private static final Set<String> IO_STD = Set.of("stdin", "stdout", "stderr", "Stdin", "Stdout", "Stderr");
    private static final Set<String> IO_NET = Set.of("unix", "Interest", "Ready");
    private static final Set<String> IO_UTIL = Set.of(
            "AsyncReadExt",
            "AsyncWriteExt",
            "AsyncSeekExt",
            "AsyncBufReadExt",
            "BufReader",
            "BufWriter",
            "BufStream",
            "DuplexStream",
            "SimplexStream",
            "Empty",
            "Repeat",
            "Sink",
            "Lines",
            "Split",
            "Take",
            "Chain",
            "Join",
            "ReadHalf",
            "WriteHalf",
            "copy",
            "copy_buf",
            "copy_bidirectional",
            "copy_bidirectional_with_sizes",
            "duplex",
            "simplex",
            "empty",
            "repeat",
            "sink",
            "split",
            "join");
    private static final Set<String> MULTI_THREAD = Set.of("Runtime::new", "Builder::new_multi_thread");

    private TokioFeatures() {}

    /**
     * @param path as {@link TokioFacts} writes it: {@code tokio::io::stdin}, {@code tokio::main#current_thread},
     *     {@code .send_timeout}
     */
    static Optional<Set<String>> of(String path) {
        if (path.startsWith(".")) {
            return Optional.of(ofMethod(path.substring(1)));
        }
        List<String> parts = List.of(path.split("::", -1));
        String item = parts.size() < 3 ? "" : parts.get(2);
        String member = parts.size() < 4 ? "" : parts.get(3);
        return switch (parts.size() < 2 ? "" : parts.get(1)) {
            case "", "pin" -> Optional.of(Set.of());
            case "fs", "net", "process", "signal", "sync", "time" -> Optional.of(Set.of(parts.get(1)));
            case "spawn", "task_local" -> Optional.of(Set.of("rt"));
            case "select", "join", "try_join" -> Optional.of(Set.of("macros"));
            case "main", "main#multi_thread", "test#multi_thread" ->
                Optional.of(Set.of("macros", "rt", "rt-multi-thread"));
            case "test", "test#current_thread", "main#current_thread" -> Optional.of(Set.of("macros", "rt"));
            case "task" -> ofTask(item);
            case "runtime" -> ofRuntime(item, member);
            case "io" -> ofIo(item);
            default -> Optional.empty();
        };
    }

    /** The clock can be switched on where it is compiled; a timed send is there with it, and buffers with tools for them. */
    private static Set<String> ofMethod(String name) {
        return switch (name) {
            case "enable_time", "send_timeout" -> Set.of("time");
            case "try_read_buf", "recv_buf", "recv_buf_from", "try_recv_buf", "try_recv_buf_from" -> Set.of("io-util");
            default -> Set.of();
        };
    }

    private static Optional<Set<String>> ofTask(String item) {
        return switch (item) {
            case "*", "Builder" -> Optional.empty();
            case "block_in_place" -> Optional.of(Set.of("rt", "rt-multi-thread"));
            default -> Optional.of(Set.of("rt"));
        };
    }

    private static Optional<Set<String>> ofRuntime(String item, String member) {
        if (item.equals("*")) {
            return Optional.empty();
        }
        boolean threads = MULTI_THREAD.contains(item + "::" + member);
        return Optional.of(threads ? Set.of("rt", "rt-multi-thread") : Set.of("rt"));
    }

    private static Optional<Set<String>> ofIo(String item) {
        if (item.isEmpty() || IO_WITHOUT.contains(item)) {
            return Optional.of(Set.of());
        }
        if (IO_STD.contains(item)) {
            return Optional.of(Set.of("io-std"));
        }
        if (IO_NET.contains(item)) {
            return Optional.of(Set.of("net"));
        }
        return IO_UTIL.contains(item) ? Optional.of(Set.of("io-util")) : Optional.empty();
    }
}
