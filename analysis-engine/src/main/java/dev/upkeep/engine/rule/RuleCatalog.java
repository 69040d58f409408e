package dev.upkeep.engine.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All rules by id. Immutable. */
public final class RuleCatalog {

    private static final String ROOT = "dev/upkeep/rules";

    private final SortedMap<String, Rule> rules;

    private RuleCatalog(SortedMap<String, Rule> rules) {
        this.rules = Collections.unmodifiableSortedMap(rules);
    }

    /**
     * The rules of the {@code rules} jar on the class path.
     *
     * @throws InvalidRuleException where a file is no rule
     */
    public static RuleCatalog load() {
        SortedMap<String, Rule> rules = new TreeMap<>();
        ClassLoader loader = RuleCatalog.class.getClassLoader();
        try {
            for (URL root : Collections.list(loader.getResources(ROOT))) {
                for (String file : files(root)) {
                    add(rules, file, text(loader, ROOT + "/" + file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the rules from the class path", e);
        }
        if (rules.isEmpty()) {
            throw new IllegalStateException("no rules on the class path below " + ROOT);
        }
        return new RuleCatalog(rules);
    }

    /** This catalogue and these rules besides. */
    public RuleCatalog with(Collection<Rule> more) {
        SortedMap<String, Rule> all = new TreeMap<>(rules);
        more.forEach(rule -> all.put(rule.id(), rule));
        return new RuleCatalog(all);
    }

    /**
     * One rule, read from its file; its id need not be its path.
     *
     * @throws InvalidRuleException where the file is no rule
     */
    public static Rule read(String file, String text) {
        return RuleDocument.read(file, text);
    }

    /**
     * The rule of that id.
     *
     * @throws IllegalArgumentException where there is none: a detector reports a rule that has no file
     */
    public Rule rule(String id) {
        Rule rule = rules.get(id);
        if (rule == null) {
            throw new IllegalArgumentException("no rule " + id);
        }
        return rule;
    }

    public boolean has(String id) {
        return rules.containsKey(id);
    }

    /** All rules, by id. */
    public Collection<Rule> all() {
        return rules.values();
    }

    private static void add(SortedMap<String, Rule> rules, String file, String text) {
        Rule rule = RuleDocument.read(file, text);
        if (!file.equals(rule.id() + ".md")) {
            throw new InvalidRuleException(file, 1, "its id is " + rule.id() + "; the id must be its path");
        }
        rules.put(rule.id(), rule);
    }

    private static List<String> files(URL root) throws IOException {
        if (root.openConnection() instanceof JarURLConnection connection) {
            connection.setUseCaches(false);
            try (var jar = connection.getJarFile()) {
                return jar.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.startsWith(ROOT + "/") && name.endsWith(".md"))
                        .map(name -> name.substring(ROOT.length() + 1))
                        .sorted()
                        .toList();
            }
        }
        Path folder = folder(root);
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(path -> path.toString().endsWith(".md"))
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static Path folder(URL root) {
        try {
            URI uri = root.toURI();
            return Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no address of a folder: " + root, e);
        }
    }

    private static String text(ClassLoader loader, String name) throws IOException {
        try (InputStream in = loader.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("listed but not there: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
