package dev.upkeep.standalone.command;

import dev.upkeep.standalone.system.AotCache;
import dev.upkeep.standalone.system.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a scan starts a system for itself: in a JVM of its own, which a cache of an earlier run makes fast.
 *
 * @param quiet whether it tells only of problems
 */
record LauncherStart(Path home, DataFolder data, boolean quiet) {

    /** Kept beside the jars, so that the script starts {@code up} with the same. */
    private Path options() {
        return home.resolve("standalone/target/standalone/launcher.options");
    }

    private Path jar() {
        return home.resolve("standalone/target/standalone/upkeep-standalone.jar");
    }

    /** Returns when the system is ready, or has ended for whatever reason. */
    LauncherProcess start() throws IOException {
        AotCache cache = AotCache.of(home.resolve("standalone/target/aot"), "launcher", jar(), List.of());
        boolean training = !cache.isThere();
        List<String> command = new ArrayList<>(List.of("bash", "-c", "trap '' INT; exec \"$@\"", "upkeep-system"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + options());
        command.add(training ? cache.trainFlag() : cache.useFlag());
        command.addAll(List.of("-Dupkeep.home=" + home, "-cp", jar().toString(), Main.class.getName()));
        command.addAll(List.of("system", "--data", data.folder().toString()));
        if (quiet) {
            command.add("--quiet");
        }
        return LauncherProcess.start(command, training ? cache::adopt : () -> {});
    }
}
