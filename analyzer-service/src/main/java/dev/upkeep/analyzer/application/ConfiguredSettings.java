package dev.upkeep.analyzer.application;

import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.engine.settings.InvalidSettingsException;
import dev.upkeep.engine.settings.Settings;
import dev.upkeep.engine.settings.SettingsReader;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.source.SourceTree;
import dev.upkeep.events.AnalysisRefused.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a repository asks for: the text that came with the request, else the file at its root, else the defaults. */
final class ConfiguredSettings {

    private static final String FILE = ".upkeep.yaml";

    private ConfiguredSettings() {}

    static Outcome<Settings> of(@Nullable String given, SourceTree tree) {
        try {
            Optional<String> text = given == null ? file(tree) : Optional.of(given);
            return Outcome.of(text.isPresent() ? SettingsReader.read(text.get()) : Settings.DEFAULT);
        } catch (InvalidSettingsException e) {
            return Outcome.refused(
                    Reason.INVALID_CONFIGURATION,
                    e.getMessage() + ". Mend " + (given == null ? "that line" : "the given configuration")
                            + " and scan again.");
        } catch (IOException e) {
            return Outcome.refused(
                    Reason.INVALID_CONFIGURATION,
                    FILE + " cannot be read: " + e.getMessage() + ". Make it a small file.");
        }
    }

    private static Optional<String> file(SourceTree tree) throws IOException {
        Optional<SourceEntry> entry = tree.entries().stream()
                .filter(candidate -> candidate.path().equals(FILE) && candidate.readable())
                .findFirst();
        return entry.isEmpty()
                ? Optional.empty()
                : Optional.of(new String(tree.read(entry.get()), StandardCharsets.UTF_8));
    }
}
