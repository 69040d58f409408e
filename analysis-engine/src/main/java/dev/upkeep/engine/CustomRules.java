package dev.upkeep.engine;

import dev.upkeep.engine.AnalysisResult.Skipped;
import dev.upkeep.engine.Ruleset.RuleQuery;
import dev.upkeep.engine.rule.InvalidRuleException;
import dev.upkeep.engine.rule.Rule;
import dev.upkeep.engine.rule.RuleCatalog;
import dev.upkeep.engine.source.SourceEntry;
import dev.upkeep.engine.source.SourceTree;
import dev.upkeep.engine.syntax.InvalidQueryException;
import dev.upkeep.engine.syntax.Parsers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the rules that a repository brings in {@value #FOLDER}. A file that is no rule costs that file, never the
 * analysis: it is left out, and the reader is told its line and what to do. One per analysis.
 */
final class CustomRules {

    private static final String FOLDER = ".upkeep/rules/";
    private static final int MOST_RULES = 50;
    private static final int LARGEST_FILE = 32 << 10;
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_MESSAGE = 300;
    private static final Pattern ID = Pattern.compile("[a-z][a-z-]{0,29}/[a-z0-9][a-z0-9-]{0,59}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)\\}");

    private final SourceTree tree;
    private final Ruleset builtIn;
    private final Parsers parsers;
    private final List<Rule> rules = new ArrayList<>();
    private final List<RuleQuery> queries = new ArrayList<>();
    private final List<Skipped> refused = new ArrayList<>();
    private final Map<String, String> fileOf = new HashMap<>();

    private CustomRules(SourceTree tree, Ruleset builtIn, Parsers parsers) {
        this.tree = tree;
        this.builtIn = builtIn;
        this.parsers = parsers;
    }

    /** Our rules and those in this tree. */
    static Ruleset of(SourceTree tree, Ruleset builtIn, Parsers parsers) {
        List<SourceEntry> files = tree.entries().stream()
                .filter(entry -> entry.path().startsWith(FOLDER) && entry.readable())
                .filter(entry -> entry.folder().length() == FOLDER.length() - 1)
                .filter(entry -> entry.name().endsWith(".md") && !entry.name().equals("README.md"))
                .toList();
        return files.isEmpty() ? builtIn : new CustomRules(tree, builtIn, parsers).read(files);
    }

    private Ruleset read(List<SourceEntry> files) {
        for (SourceEntry file : files) {
            try {
                accept(file);
            } catch (InvalidRuleException invalid) {
                refused.add(new Skipped(file.path(), "no rule: line " + invalid.line() + ": " + invalid.problem()));
            }
        }
        if (rules.isEmpty()) {
            return new Ruleset(builtIn.catalog(), builtIn.queries(), Set.of(), List.copyOf(refused), builtIn.version());
        }
        List<RuleQuery> all = new ArrayList<>(builtIn.queries());
        all.addAll(queries);
        return new Ruleset(
                builtIn.catalog().with(rules),
                List.copyOf(all),
                Set.copyOf(fileOf.keySet()),
                List.copyOf(refused),
                builtIn.version() + "-" + RulesetVersion.digest(rules));
    }

    /** What is said of each finding travels with each. */
    private static void checkLength(SourceEntry file, String text, String key, String value, int most) {
        if (value.length() > most) {
            throw invalid(file, line(text, key + ":"), key + " has more than " + most + " characters; say it shorter");
        }
    }

    private void accept(SourceEntry file) {
        if (rules.size() == MOST_RULES) {
            throw invalid(file, 1, "the repository has more than " + MOST_RULES + " rules; take some away");
        }
        String text = text(file);
        Rule rule = RuleCatalog.read(file.path(), text);
        checkIdentity(file, text, rule);
        checkLength(file, text, "title", rule.title(), LONGEST_TITLE);
        checkLength(file, text, "message", rule.message(), LONGEST_MESSAGE);
        RuleQuery query = query(file, text, rule);
        checkMessage(file, text, rule);
        fileOf.put(rule.id(), file.path());
        rules.add(rule);
        queries.add(query);
    }

    private String text(SourceEntry file) {
        if (file.size() > LARGEST_FILE) {
            throw invalid(file, 1, "larger than " + (LARGEST_FILE >> 10) + " KiB; make several rules of it");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(tree.read(file)))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw invalid(file, 1, "not UTF-8; save it as UTF-8");
        } catch (IOException unreadable) {
            throw invalid(file, 1, "cannot be read: " + unreadable.getMessage());
        }
    }

    private void checkIdentity(SourceEntry file, String text, Rule rule) {
        int line = line(text, "id:");
        if (!ID.matcher(rule.id()).matches()) {
            throw invalid(
                    file, line, "id must be <area>/<problem> of small letters, digits and hyphens, as custom/no-sleep");
        }
        if (builtIn.catalog().has(rule.id())) {
            throw invalid(file, line, "there is a built-in rule " + rule.id() + "; take another id");
        }
        if (fileOf.containsKey(rule.id())) {
            throw invalid(file, line, fileOf.get(rule.id()) + " has the same id " + rule.id());
        }
        if (rule.automatic()) {
            throw invalid(file, line(text, "fix:"), "fix must be manual: a query mends nothing");
        }
    }

    private RuleQuery query(SourceEntry file, String text, Rule rule) {
        if (rule.query() == null) {
            throw invalid(file, text.split("\n", -1).length, "needs a section '## Detection' with a ```query block");
        }
        checkLanguages(file, text, rule);
        try {
            return Ruleset.query(rule, parsers).orElseThrow();
        } catch (InvalidQueryException wrong) {
            throw invalid(file, line(text, "```query") + wrong.line(), String.valueOf(wrong.getMessage()));
        }
    }

    private static void checkLanguages(SourceEntry file, String text, Rule rule) {
        String known = String.join(", ", Ruleset.searchable().map(Ruleset::name).toList());
        int line = line(text, "languages:");
        if (rule.languages().isEmpty()) {
            throw invalid(file, line, "needs 'languages', a list of some of: " + known);
        }
        for (String language : rule.languages()) {
            if (Ruleset.language(language).isEmpty()) {
                throw invalid(file, line, "no files of '" + language + "' can be searched; known are " + known);
            }
        }
    }

    /** Every figure that the message names must be captured by the query. */
    private static void checkMessage(SourceEntry file, String text, Rule rule) {
        Matcher figure = PLACEHOLDER.matcher(rule.message());
        while (figure.find()) {
            String capture = "@" + figure.group(1);
            if (!Pattern.compile(capture + "(?![\\w.-])")
                    .matcher(String.valueOf(rule.query()))
                    .find()) {
                throw invalid(
                        file,
                        line(text, "message:"),
                        "message names {" + figure.group(1) + "}, but the query captures no " + capture);
            }
        }
    }

    private static int line(String text, String start) {
        List<String> lines = text.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).startsWith(start)) {
                return at + 1;
            }
        }
        return 1;
    }

    private static InvalidRuleException invalid(SourceEntry file, int line, String problem) {
        return new InvalidRuleException(file.path(), line, problem);
    }
}
