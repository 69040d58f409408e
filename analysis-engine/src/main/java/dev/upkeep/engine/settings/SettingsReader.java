package dev.upkeep.engine.settings;

import dev.upkeep.engine.settings.Settings.Suppression;
import dev.upkeep.engine.settings.Settings.Targets;
import dev.upkeep.engine.settings.Settings.Thresholds;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads an {@code .upkeep.yaml}. The whole vocabulary:
 *
 * <pre>{@code
 * targets:     { p95-ms: 100, requests-per-second: 1000, error-percent: 0.1, memory-mb: 512, cpu-percent: 50 }
 * thresholds:  { file-lines: 1000, function-lines: 120, cognitive-complexity: 25, nesting: 5, npm-scripts: 20 }
 * budget:      40h
 * ignore:      [ "legacy/**" ]
 * rules:       { any/todo-comment: off, rust/panicking-call: critical }
 * suppressions:
 *   - { rule: rust/panicking-call, path: src/main.rs, reason: start-up only, until: 2027-01-31 }
 * }</pre>
 */
public final class SettingsReader {

    private static final Pattern BUDGET = Pattern.compile("(\\d{1,5})h");
    private static final Set<String> SEVERITIES = Set.of("critical", "high", "medium", "low");

    private SettingsReader() {}

    /**
     * The settings in this text; what it leaves out keeps its default.
     *
     * @throws InvalidSettingsException where it is no YAML, or holds a key or value that means nothing
     */
    public static Settings read(String yaml) throws InvalidSettingsException {
        Optional<Node> root = compose(yaml);
        if (root.isEmpty()) {
            return Settings.DEFAULT;
        }
        YamlMap map =
                YamlMap.of(root.get(), Set.of("targets", "thresholds", "budget", "ignore", "rules", "suppressions"));
        Map<String, String> rules = map.words("rules");
        return new Settings(
                targets(map),
                thresholds(map),
                map.list("ignore"),
                disabled(rules),
                severities(rules, map),
                suppressions(map),
                budget(map));
    }

    private static Optional<Node> compose(String yaml) throws InvalidSettingsException {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(".upkeep.yaml")
                .setMaxAliasesForCollections(10)
                .setCodePointLimit(1 << 20)
                .build();
        try {
            return new Compose(settings).composeString(yaml);
        } catch (MarkedYamlEngineException e) {
            throw new InvalidSettingsException(
                    e.getProblemMark().map(Mark::getLine).orElse(0) + 1, e.getProblem());
        }
    }

    private static Targets targets(YamlMap map) throws InvalidSettingsException {
        YamlMap targets = map.map(
                "targets", Set.of("p95-ms", "requests-per-second", "error-percent", "memory-mb", "cpu-percent"));
        Targets standard = Settings.DEFAULT.targets();
        return new Targets(
                targets.number("p95-ms", standard.p95Millis()),
                targets.number("requests-per-second", standard.requestsPerSecond()),
                targets.number("error-percent", standard.errorPercent()),
                targets.number("memory-mb", standard.memoryMegabytes()),
                targets.number("cpu-percent", standard.cpuPercent()));
    }

    private static Thresholds thresholds(YamlMap map) throws InvalidSettingsException {
        YamlMap limits = map.map(
                "thresholds", Set.of("file-lines", "function-lines", "cognitive-complexity", "nesting", "npm-scripts"));
        Thresholds standard = Settings.DEFAULT.thresholds();
        return new Thresholds(
                limits.count("file-lines", standard.fileLines()),
                limits.count("function-lines", standard.functionLines()),
                limits.count("cognitive-complexity", standard.cognitiveComplexity()),
                limits.count("nesting", standard.nesting()),
                limits.count("npm-scripts", standard.npmScripts()));
    }

    private static int budget(YamlMap map) throws InvalidSettingsException {
        Optional<String> text = map.word("budget");
        if (text.isEmpty()) {
            return Settings.DEFAULT.budgetMinutes();
        }
        Matcher hours = BUDGET.matcher(text.get());
        if (!hours.matches()) {
            throw map.invalid("budget", "must be hours, such as 40h");
        }
        return Integer.parseInt(hours.group(1)) * 60;
    }

    private static Set<String> disabled(Map<String, String> rules) {
        Set<String> disabled = new HashSet<>();
        rules.forEach((rule, value) -> {
            if (value.equals("off") || value.equals("false")) {
                disabled.add(rule);
            }
        });
        return Set.copyOf(disabled);
    }

    private static Map<String, String> severities(Map<String, String> rules, YamlMap map)
            throws InvalidSettingsException {
        Map<String, String> severities = new HashMap<>();
        for (Map.Entry<String, String> rule : rules.entrySet()) {
            String value = rule.getValue().toLowerCase(Locale.ROOT);
            if (SEVERITIES.contains(value)) {
                severities.put(rule.getKey(), value);
            } else if (!Set.of("off", "false", "on", "true").contains(value)) {
                throw map.invalid(
                        "rules", rule.getKey() + " must be off, on, critical, high, medium or low, not " + value);
            }
        }
        return Map.copyOf(severities);
    }

    private static List<Suppression> suppressions(YamlMap map) throws InvalidSettingsException {
        List<Suppression> suppressions = new ArrayList<>();
        for (Node item : map.items("suppressions")) {
            YamlMap one = YamlMap.of(item, Set.of("rule", "path", "reason", "until"));
            suppressions.add(
                    new Suppression(one.needed("rule"), one.word("path").orElse(""), one.needed("reason"), until(one)));
        }
        return List.copyOf(suppressions);
    }

    private static String until(YamlMap suppression) throws InvalidSettingsException {
        String date = suppression.word("until").orElse("");
        try {
            return date.isEmpty() ? "" : LocalDate.parse(date).toString();
        } catch (DateTimeParseException e) {
            throw suppression.invalid("until", "must be a date such as 2027-01-31, not " + date);
        }
    }
}
