package dev.upkeep.report.inbound;

import jakarta.enterprise.context.ApplicationScoped;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rule files of the {@code rules} jar, by rule id; read when somebody first asks. */
@ApplicationScoped
class RulePages {

    private static final String ROOT = "dev/upkeep/rules";

    private static final class Loaded {
        static final SortedMap<String, RuleDocument> PAGES = load();
    }

    /** All pages by id. */
    SortedMap<String, RuleDocument> all() {
        return Loaded.PAGES;
    }

    private static SortedMap<String, RuleDocument> load() {
        SortedMap<String, RuleDocument> pages = new TreeMap<>();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            for (URL root : Collections.list(loader.getResources(ROOT))) {
                for (String file : files(root)) {
                    String text = text(loader, ROOT + "/" + file);
                    pages.put(file.substring(0, file.length() - ".md".length()), RuleDocument.read(text));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the rules from the class path", e);
        }
        return Collections.unmodifiableSortedMap(pages);
    }

    private static List<String> files(URL root) throws IOException {
        List<String> files = new ArrayList<>();
        if (root.openConnection() instanceof JarURLConnection connection) {
            connection.setUseCaches(false);
            try (var jar = connection.getJarFile()) {
                jar.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.startsWith(ROOT + "/") && name.endsWith(".md"))
                        .forEach(name -> files.add(name.substring(ROOT.length() + 1)));
            }
            return files;
        }
        Path folder = folder(root);
        try (Stream<Path> found = Files.walk(folder)) {
            found.filter(path -> path.toString().endsWith(".md"))
                    .forEach(
                            path -> files.add(folder.relativize(path).toString().replace('\\', '/')));
        }
        return files;
    }

    private static Path folder(URL root) {
        try {
            return Path.of(new URI(root.toString()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no address of a folder: " + root, e);
        }
    }

    private static String text(ClassLoader loader, String name) throws IOException {
        try (InputStream stream = loader.getResourceAsStream(name)) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
