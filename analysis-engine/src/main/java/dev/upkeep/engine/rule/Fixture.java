package dev.upkeep.engine.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule's fixture: Markdown in which each second-level heading is a tiny repository. A file is a fenced block below a
 * line with its path in backticks, repeated where the fence says so; a block of the kind {@code link} makes a link to what it says, one of the kind {@code
 * history} gives commits. The tests hold the rules against
 * them; a service reads them to get warm.
 */
public record Fixture(List<Case> cases) {

    private static final Pattern PATH = Pattern.compile("^`([^`]+)`\\s*$");
    private static final Pattern FENCE = Pattern.compile("^(```+)(.*)$");

    /**
     * One tiny repository.
     *
     * @param files their content by path, in the order in which they stand there
     * @param links what is written in them, by path
     * @param history lines of the form {@code 2026-01-31 path}
     */
    public record Case(String title, Map<String, String> files, Map<String, String> links, List<String> history) {

        public Case {
            files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
            links = Map.copyOf(links);
            history = List.copyOf(history);
        }
    }

    public Fixture {
        cases = List.copyOf(cases);
    }

    /**
     * The cases in a file.
     *
     * @throws IllegalArgumentException where a block is not closed
     */
    public static Fixture read(String markdown) {
        List<Case> cases = new ArrayList<>();
        for (String part : markdown.split("(?m)^## ", -1)) {
            if (!cases.isEmpty() || part.contains("```")) {
                cases.add(readCase(part.lines().toList()));
            }
        }
        return new Fixture(cases);
    }

    private static Case readCase(List<String> lines) {
        Map<String, String> files = new LinkedHashMap<>();
        Map<String, String> links = new LinkedHashMap<>();
        List<String> history = new ArrayList<>();
        String path = "";
        for (int at = 1; at < lines.size(); at++) {
            Matcher named = PATH.matcher(lines.get(at));
            path = named.matches() ? named.group(1) : path;
            Matcher fence = FENCE.matcher(lines.get(at));
            if (fence.matches()) {
                int end = closing(lines, at + 1, fence.group(1));
                List<String> block = lines.subList(at + 1, end);
                if (fence.group(2).strip().equals("history")) {
                    history.addAll(block);
                } else if (fence.group(2).strip().equals("link")) {
                    links.put(path, String.join("", block).strip());
                } else {
                    files.put(
                            path,
                            (block.isEmpty() ? "" : String.join("\n", block) + "\n").repeat(times(fence.group(2))));
                }
                at = end;
            }
        }
        return new Case(lines.isEmpty() ? "" : lines.getFirst(), files, links, history);
    }

    /** {@code text ×400}: the block as often as that, for files whose size counts. */
    private static int times(String info) {
        int sign = info.indexOf('×');
        return sign < 0 ? 1 : Integer.parseInt(info.substring(sign + 1).strip());
    }

    private static int closing(List<String> lines, int from, String fence) {
        for (int at = from; at < lines.size(); at++) {
            if (lines.get(at).strip().equals(fence)) {
                return at;
            }
        }
        throw new IllegalArgumentException("a block is not closed: " + lines.get(from - 1));
    }
}
