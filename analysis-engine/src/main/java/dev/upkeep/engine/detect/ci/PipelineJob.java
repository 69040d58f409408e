package dev.upkeep.engine.detect.ci;

import dev.upkeep.engine.document.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One job of CI.
 *
 * @param path of the file that holds it
 * @param line of its name
 * @param value all that is written of it
 * @param environments variables that are set for it, those around it too
 * @param commands in the order in which shells get them
 * @param actions ready-made steps, without versions
 * @param received patterns of paths that other jobs hand over
 * @param traits what its service makes of it
 */
record PipelineJob(
        String path,
        String id,
        int line,
        Value value,
        List<Value> environments,
        List<Command> commands,
        Set<String> actions,
        List<String> received,
        Traits traits) {

    /**
     * What rules ask of a job.
     *
     * @param onChanges whether ordinary work starts it: a push to a branch, a change that is proposed
     * @param startsEmpty whether its machine keeps nothing from the run before
     * @param cached whether something restores what an earlier run kept, or may do so out of sight
     * @param elsewhere whether it works on another tree than this one
     * @param trusted whether it may ask for a token that says who it is, as registries want it
     */
    record Traits(boolean onChanges, boolean startsEmpty, boolean cached, boolean elsewhere, boolean trusted) {}

    /**
     * What one shell gets.
     *
     * @param folder that it starts in; empty where that is known only when it runs
     * @param rare whether what an earlier step found out keeps it from most runs
     */
    record Command(int line, String text, Optional<String> folder, boolean rare) {}

    /** All that shells get. */
    String text() {
        return String.join("\n", commands.stream().map(Command::text).toList());
    }

    /** Whether a build without any help from a run before is what all wait for. */
    boolean isCold() {
        return traits.onChanges() && traits.startsEmpty() && !traits.cached();
    }
}
