package dev.upkeep.standalone.command;

import dev.upkeep.standalone.system.AotCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the build made of this module.
 *
 * @param home the folder of the checkout
 */
record Built(Path home) {

    private static final Path LIBRARIES = Path.of("standalone", "target", "standalone");

    private Path jar() {
        return home.resolve(LIBRARIES).resolve("upkeep-standalone.jar");
    }

    /** The start-up cache of {@code launcher} or {@code scan}; the script looks for the same file. */
    AotCache startCache(String program) throws IOException {
        return AotCache.of(home.resolve("standalone/target/aot"), program, jar(), List.of());
    }

    /** The command line of this program in another JVM, up to its arguments; the options are those of the script. */
    List<String> java(String program, Optional<String> cacheFlag) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + home.resolve(LIBRARIES).resolve(program + ".options"));
        cacheFlag.ifPresent(command::add);
        command.addAll(List.of("-Dupkeep.home=" + home, "-cp", jar().toString(), Main.class.getName()));
        return command;
    }
}
