package dev.upkeep.engine.rule;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a rule's Markdown file: front matter, a first paragraph, fixed sections. */
final class RuleDocument {

    private static final Pattern FRONT_MATTER = Pattern.compile("\\A---\n(.*?)\n---\n(.*)\\z", Pattern.DOTALL);
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.+)$");
    private static final Pattern QUERY = Pattern.compile("```query\n(.*?)```", Pattern.DOTALL);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,3})([mhd])");
    private static final Set<String> KEYS = Set.of(
            "id",
            "title",
            "message",
            "category",
            "severity",
            "confidence",
            "effort",
            "fix",
            "counting",
            "status",
            "where",
            "languages");
    private static final int MINUTES_OF_A_WORKING_DAY = 8 * 60;

    private final String file;
    private final String text;
    private final Map<String, Object> head;
    private final Map<String, String> sections;

    private RuleDocument(String file, String text, Map<String, Object> head, Map<String, String> sections) {
        this.file = file;
        this.text = text;
        this.head = head;
        this.sections = sections;
    }

    /** The rule in this text; {@code file} is its path for messages. */
    static Rule read(String file, String text) {
        String lines = text.replace("\r\n", "\n");
        Matcher parts = FRONT_MATTER.matcher(lines);
        if (!parts.matches()) {
            throw new InvalidRuleException(file, 1, "must begin with front matter between two lines of ---");
        }
        return new RuleDocument(file, lines, yaml(file, parts.group(1)), sections(parts.group(2))).rule();
    }

    private Rule rule() {
        head.keySet().stream().filter(key -> !KEYS.contains(key)).findFirst().ifPresent(key -> {
            throw invalid(
                    key,
                    "unknown key '" + key + "'; known are "
                            + KEYS.stream().sorted().toList());
        });
        Map<?, ?> effort = head.get("effort") instanceof Map<?, ?> map ? map : Map.of();
        return new Rule(
                word("id"),
                word("title"),
                word("message"),
                Category.named(word("category"))
                        .orElseThrow(() -> invalid(
                                "category",
                                "category must be one of "
                                        + Arrays.stream(Category.values())
                                                .map(Category::word)
                                                .toList())),
                choice("severity", Severity.class, null),
                confidence(),
                duration(effort.get("setup"), "effort.setup"),
                duration(effort.get("each"), "effort.each"),
                word("fix", "manual").equals("automatic"),
                word("counting", "risk").equals("style"),
                choice("status", Rule.Status.class, Rule.Status.STABLE),
                choice("where", Rule.Where.class, Rule.Where.EVERYWHERE),
                languages(),
                query(),
                section(""),
                section("Why it matters"),
                section("What to do"),
                section("Not reported"));
    }

    private double confidence() {
        if (head.get("confidence") instanceof Number number
                && number.doubleValue() >= 0.3
                && number.doubleValue() <= 1) {
            return number.doubleValue();
        }
        throw invalid("confidence", "confidence must be a number from 0.3 to 1");
    }

    private List<String> languages() {
        return head.getOrDefault("languages", List.of()) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private @Nullable String query() {
        return Optional.ofNullable(sections.get("Detection"))
                .map(QUERY::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .orElse(null);
    }

    private String section(String title) {
        String text = sections.getOrDefault(title, "");
        if (text.isBlank()) {
            throw new InvalidRuleException(
                    file,
                    text.split("\n", -1).length,
                    title.isEmpty() ? "needs a first paragraph" : "needs a section '## " + title + "'");
        }
        return text;
    }

    private Duration duration(@Nullable Object value, String key) {
        Matcher matcher = DURATION.matcher(String.valueOf(value));
        if (!matcher.matches()) {
            throw invalid("effort", key + " must be like 5m, 2h or 1d");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofMinutes(amount * MINUTES_OF_A_WORKING_DAY);
        };
    }

    private <E extends Enum<E>> E choice(String key, Class<E> type, @Nullable E otherwise) {
        if (otherwise != null && !head.containsKey(key)) {
            return otherwise;
        }
        try {
            return Enum.valueOf(type, word(key).replace('-', '_').toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw invalid(
                    key,
                    key + " must be one of "
                            + Arrays.stream(type.getEnumConstants())
                                    .map(constant -> constant.name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', '-'))
                                    .toList());
        }
    }

    private String word(String key) {
        if (head.get(key) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw invalid(key, "needs '" + key + "', a text");
    }

    private String word(String key, String otherwise) {
        return head.containsKey(key) ? word(key) : otherwise;
    }

    /** A complaint about a key of the front matter, at its line where it has one. */
    private InvalidRuleException invalid(String key, String problem) {
        List<String> lines = text.lines().toList();
        int line = 1;
        for (int at = lines.size() - 1; at > 0; at--) {
            line = lines.get(at).startsWith(key + ":") ? at + 1 : line;
        }
        return new InvalidRuleException(file, line, problem);
    }

    private static Map<String, Object> yaml(String file, String text) {
        try {
            Map<String, Object> head = new LinkedHashMap<>();
            if (new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(text) instanceof Map<?, ?> map) {
                map.forEach((key, value) -> head.put(String.valueOf(key), value));
            }
            return head;
        } catch (MarkedYamlEngineException e) {
            // Line 1 is the one of --- above it.
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 2;
            throw new InvalidRuleException(file, line, "the front matter is no YAML: " + e.getProblem());
        } catch (YamlEngineException | StackOverflowError e) {
            throw new InvalidRuleException(file, 1, "the front matter is no YAML that we read: " + e.getMessage());
        }
    }

    private static Map<String, String> sections(String body) {
        Map<String, String> sections = new LinkedHashMap<>();
        Matcher heading = SECTION.matcher(body);
        String title = "";
        int from = 0;
        while (heading.find()) {
            sections.put(title, body.substring(from, heading.start()).strip());
            title = heading.group(1).strip();
            from = heading.end();
        }
        sections.put(title, body.substring(from).strip());
        return sections;
    }
}
