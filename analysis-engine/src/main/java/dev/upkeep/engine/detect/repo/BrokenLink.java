package dev.upkeep.engine.detect.repo;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.IgnoredPaths;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Reading;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.SymbolicLinks;
import dev.upkeep.engine.detect.repo.BrokenLinkFindings.Broken;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.PathContexts;
import dev.upkeep.engine.source.SourceEntry;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds links and images of Markdown files whose relative path leads to nothing in the repository. Evidence: the path
 * with a file extension, or without one in a README. Links that a site generator resolves by its own rules are left out.
 */
final class BrokenLink implements RepositoryDetector {

    static final String RULE = "repo/broken-relative-link";
    private static final Pattern LINK = Pattern.compile(
            "\\]\\(\\s*(?:<([^<>]+)>|([^)\\s<>]+))(?:\\s+[\"'(][^)]*)?\\)|^\\s{0,3}\\[(?!\\^)([^\\]]+)\\]:\\s+<?(\\S+?)>?(?:\\s+.*)?$");
    private static final Pattern NO_FILE = Pattern.compile(
            "[a-zA-Z][a-zA-Z0-9+.-]*:.*|[#/?].*|.*[{}$*|\\\\<>].*|www\\..*|.*@.*|\\w+(::\\w+!?)+(\\(\\))?|\\.{3}.*|(\\.\\./)*(issues|pulls?|wiki|releases|discussions|actions|compare|commits?|tags|stargazers|graphs|security)(/.*)?");
    private static final Pattern UNSURE_FILE = Pattern.compile(
            "(.*/)?((change|release)[-_]?(log|s|notes).*|history\\..*|news\\..*|.*template.*|\\.github/(issue|pull).*)|(.*/)?(\\.changeset|templates?|([^/]*[-_])?change[-_]?logs?([-_][^/]*)?)/.*",
            Pattern.CASE_INSENSITIVE);
    private static final List<String> SITES = List.of(
            "mkdocs.yml",
            "docusaurus.config.js",
            "docusaurus.config.ts",
            "conf.py",
            "_config.yml",
            "astro.config.mjs",
            "astro.config.ts",
            ".vitepress",
            "hugo.toml",
            "config.toml",
            "next.config.js",
            "next.config.mjs",
            "theme.config.tsx");
    private static final Pattern FOR_AGENTS = Pattern.compile("(^|/)\\.(agents?|claude|cursor|codex|gemini|ruler)/");
    /** As an item of Rust is called: {@code join}, {@code Either}. */
    private static final Pattern ITEM = Pattern.compile("\\w+!?(?:\\(\\))?");

    /** {@code cargo rdme} writes between two of these what the documentation of the crate says. */
    private static final String COPIED_FROM_CRATE = "<!-- cargo-rdme start";

    private static final String CRATE_ROOT = "src/lib.rs";
    private static final Pattern FENCE = Pattern.compile("\\s*(```|~~~).*");

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->");

    /** The start of a comment, which no reader sees up to its end. */
    private static final String OPEN = "<!--";

    private static final Reading<List<Written>> LINKS = Reading.small("markdown.links", (path, text) -> links(text));

    /** A link as it is written. */
    private record Written(int line, String target) {}

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        List<Broken> all = repository
                .files(Language.MARKDOWN)
                .filter(file -> file.context() != Context.VENDORED && file.context() != Context.GENERATED)
                .filter(file -> file.path().endsWith(".md") && !isForTests(file.path()))
                .filter(file -> !UNSURE_FILE.matcher(file.path()).matches())
                .filter(file -> !isCopiedByTypedoc(repository, file.path()))
                .flatMap(file -> repository.read(LINKS, file.path()).stream()
                        .flatMap(links -> broken(repository, file, links).stream()))
                .toList();
        BrokenLinkFindings.report(all, sink);
    }

    /** What programs are told that work at the root of the repository, where a path is meant as they see it. */
    private static boolean isForAgents(String path) {
        return FOR_AGENTS.matcher(path).find();
    }

    /** TypeDoc copies the pages that its own lead to into a folder {@code media} beside them. */
    private static boolean isCopiedByTypedoc(Repository repository, String path) {
        String folder = Paths.folder(path);
        return Paths.name(folder).equals("media")
                && Stream.of("../index.html", "../modules.html")
                        .allMatch(page -> Paths.resolve(folder, page)
                                .filter(repository::exists)
                                .isPresent());
    }

    /** Pages that tests build, some of them to see what comes of a missing file. */
    private static boolean isForTests(String path) {
        return Paths.isTestMaterial(path) || PathContexts.of(path, Language.TEXT) == Context.TEST;
    }

    private static List<Broken> broken(Repository repository, AnalysedFile file, List<Written> links) {
        List<Broken> broken = new ArrayList<>();
        boolean site = isSite(repository, file);
        Set<String> seen = new HashSet<>();
        boolean forAgents = isForAgents(file.path());
        for (Written link : links) {
            if (isBroken(repository, file, link.target(), site) && seen.add(link.target())) {
                boolean fromRoot = Paths.resolve("", decoded(path(link.target())))
                        .filter(path -> stands(repository, path))
                        .isPresent();
                if ((!fromRoot || !forAgents)
                        && !repository.model(IncludedPages.MODEL).contain(file.path())) {
                    broken.add(new Broken(file.path(), link.line(), link.target(), site, fromRoot));
                }
            }
        }
        return broken;
    }

    private static List<Written> links(String text) {
        List<Written> links = new ArrayList<>();
        boolean fenced = false;
        boolean commented = false;
        Set<String> labels = new HashSet<>();
        String all = text.toLowerCase(Locale.ROOT);
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            fenced ^= !commented && FENCE.matcher(line).matches();
            if (fenced || (!commented && (line.startsWith("    ") || line.startsWith("\t")))) {
                continue;
            }
            String shown = shown(line, commented);
            commented = shown.endsWith(OPEN);
            Matcher link = LINK.matcher(shown);
            while (link.find()) {
                if (isFirst(link.group(3), labels) && isUsed(link.group(3), all)) {
                    links.add(new Written(number, target(link)));
                }
            }
        }
        return List.copyOf(links);
    }

    /** Of several definitions of one label the first counts. */
    private static boolean isFirst(@Nullable String label, Set<String> labels) {
        return label == null || labels.add(label.toLowerCase(Locale.ROOT));
    }

    /** A definition that no text refers to is shown nowhere. */
    private static boolean isUsed(@Nullable String label, String all) {
        if (label == null) {
            return true;
        }
        String reference = "[" + label.toLowerCase(Locale.ROOT) + "]";
        return all.indexOf(reference) != all.lastIndexOf(reference);
    }

    private static String target(Matcher link) {
        return Stream.of(link.group(1), link.group(2), link.group(4))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    /** A line without code and comments of HTML; at its end the start of a comment that goes on. */
    private static String shown(String line, boolean commented) {
        String whole = (commented ? OPEN : "") + line.replaceAll("`[^`]*`", "");
        return COMMENT.matcher(whole).replaceAll("").replaceFirst(OPEN + ".*$", OPEN);
    }

    /** Without the part of the page, or what it is asked. */
    private static String path(String target) {
        return target.replaceFirst("[#?].*$", "");
    }

    private static boolean isBroken(Repository repository, AnalysedFile file, String target, boolean site) {
        String path = path(target);
        if (path.isEmpty() || NO_FILE.matcher(target).matches()) {
            return false;
        }
        boolean certain = site
                ? path.endsWith(".md")
                : isReadme(file) || !Paths.extension(path).isEmpty();
        Optional<String> whole = Paths.resolve(file.entry().folder(), decoded(path));
        return certain
                && whole.isPresent()
                && !isItem(repository, file, path)
                && !mayBeAlias(repository, file)
                && !path.endsWith(".html")
                && !stands(repository, whole.get())
                && !(site && repository.exists(whole.get() + "x"))
                && !standsFromLink(repository, file, decoded(path))
                && !repository.model(IgnoredPaths.MODEL).mayCover(whole.get());
    }

    /**
     * A link to an item of the crate whose documentation the page is: {@code #![doc = include_str!("../README.md")]}; or
     * from which a tool copied it into the page.
     */
    private static boolean isItem(Repository repository, AnalysedFile file, String target) {
        return ITEM.matcher(target).matches()
                && Paths.resolve(file.entry().folder(), CRATE_ROOT)
                        .flatMap(repository::text)
                        .filter(text -> text.contains("include_str!(\"../" + Paths.name(file.path()) + "\")")
                                || repository
                                        .text(file.path())
                                        .filter(page -> page.contains(COPIED_FROM_CRATE))
                                        .isPresent())
                        .isPresent();
    }

    /** Whether a page that Docsify shows: its settings may lead any path elsewhere. */
    private static boolean mayBeAlias(Repository repository, AnalysedFile file) {
        return Stream.iterate(file.entry().folder(), folder -> !folder.isEmpty(), Paths::folder)
                .flatMap(folder -> repository.text(folder + "/index.html").stream())
                .anyMatch(text -> text.contains("$docsify") && text.contains("alias"));
    }

    /** Whether it stands where a link to the page lies, as one at the root does for the page of a package. */
    private static boolean standsFromLink(Repository repository, AnalysedFile file, String path) {
        return repository.model(SymbolicLinks.MODEL).targets().entrySet().stream()
                .filter(link -> link.getValue().equals(file.path()))
                .flatMap(link -> Paths.resolve(Paths.folder(link.getKey()), path).stream())
                .anyMatch(whole -> stands(repository, whole));
    }

    private static boolean stands(Repository repository, String path) {
        boolean there = Stream.of("", ".md", ".mdx", "/index.md").anyMatch(end -> repository.exists(path + end));
        return there
                || repository.entries().stream()
                        .filter(entry ->
                                entry.kind() == SourceEntry.Kind.SUBMODULE || entry.kind() == SourceEntry.Kind.SYMLINK)
                        .anyMatch(entry -> Paths.isWithin(path, entry.path()));
    }

    private static boolean isReadme(AnalysedFile file) {
        return Paths.name(file.path()).toLowerCase(Locale.ROOT).startsWith("readme");
    }

    /** Whether a generator of sites, which resolves links by its own rules, is set up in a folder above. */
    private static boolean isSite(Repository repository, AnalysedFile file) {
        if (isReadme(file)) {
            return false;
        }
        for (String folder = file.entry().folder(); ; folder = Paths.folder(folder)) {
            String base = folder.isEmpty() ? "" : folder + "/";
            if (SITES.stream().anyMatch(name -> repository.exists(base + name))) {
                return true;
            }
            if (folder.isEmpty()) {
                return false;
            }
        }
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return path;
        }
    }
}
