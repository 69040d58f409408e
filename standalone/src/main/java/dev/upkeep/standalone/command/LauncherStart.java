package dev.upkeep.standalone.command;

import dev.upkeep.standalone.system.AotCache;
import dev.upkeep.standalone.system.DataFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a system for a scan is started: in a JVM of its own, which a start-up cache makes fast.
 *
 * @param training whether all its processes make their start-up caches when they end
 * @param quiet whether it tells only of problems
 */
record LauncherStart(Built built, DataFolder data, boolean training, boolean quiet) {

    /** Returns when the system is ready, or has ended for whatever reason. */
    LauncherProcess start() throws IOException {
        AotCache cache = built.startCache("launcher");
        List<String> command = new ArrayList<>(List.of("bash", "-c", "trap '' INT; exec \"$@\"", "upkeep-system"));
        command.addAll(built.java("launcher", cacheFlag(cache)));
        command.addAll(List.of("system", "--data", data.folder().toString()));
        if (quiet) {
            command.add("--quiet");
        }
        if (training) {
            command.add("--train");
        }
        return LauncherProcess.start(command, data.logs().resolve("launcher.log"));
    }

    private Optional<String> cacheFlag(AotCache cache) {
        if (training) {
            return Optional.of(cache.trainFlag());
        }
        return Optional.of(cache).filter(AotCache::isThere).map(AotCache::useFlag);
    }
}
