package dev.upkeep.standalone.command;

import dev.upkeep.standalone.system.DataFolder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code scan} was asked for.
 *
 * @param source as {@link Source#of} gives it
 * @param output where the report goes; empty for standard output
 * @param configuration the text of the file given with {@code --config}
 * @param failOn a finding this bad makes the exit status 1
 */
record ScanRequest(
        String source,
        String ref,
        ReportFormat format,
        Optional<Path> output,
        Optional<String> configuration,
        Optional<Severity> failOn,
        DataFolder data) {}
