package dev.upkeep.engine.detect.rust.reach;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Language;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Rust files that something other than a module declaration names: a string in Rust code (trybuild, build scripts), a
 * text include, or a file of another build system. Names are compared from their end, so a mention of
 * {@code helper.rs} without a folder protects all files of that name.
 */
final class NamedElsewhere {

    static final Model<NamedElsewhere> MODEL = Model.settled("rust-named-elsewhere", NamedElsewhere::new);

    private static final Pattern FILE_NAME = Pattern.compile("[\\w./-]*[\\w-]\\.rs\\b");
    private static final Pattern WHOLE_FOLDER = Pattern.compile("([\\w./-]*/)\\*+(?:/\\*)?\\.rs");
    private static final Set<Language> BUILD_LANGUAGES =
            Set.of(Language.TOML, Language.YAML, Language.SHELL, Language.PYTHON, Language.DOCKERFILE, Language.TEXT);
    private static final Set<String> TEXT_FILES =
            Set.of("Makefile", "GNUmakefile", "justfile", "Justfile", "BUILD", "BUILD.bazel", "meson.build", "BUCK");
    private static final Pattern LOOKS = Pattern.compile(
            "^\\s*(#|echo\\b|printf\\b|(el)?if !? ?\\[|(el)?if !? ?grep\\b|grep\\b|test\\b|\\[|(check|verify|print|log)_?\\w*\\s)"
                    + "|\\bgit (ls-files|grep|log|diff)\\b|\\bwc -l\\b");
    private static final long LARGEST = 200_000;

    private final Set<String> names = new HashSet<>();
    private final Set<String> folders = new HashSet<>();

    private NamedElsewhere(Repository repository) {
        repository.files(Language.RUST).forEach(this::readRust);
        repository.files().stream()
                .filter(file -> BUILD_LANGUAGES.contains(file.language()))
                .filter(file -> file.language() != Language.TEXT
                        || TEXT_FILES.contains(file.entry().name())
                        || file.path().endsWith(".bzl")
                        || file.path().endsWith(".mk")
                        || file.path().endsWith("CMakeLists.txt"))
                .filter(file -> file.entry().size() <= LARGEST)
                .forEach(file -> repository.text(file.path()).ifPresent(text -> read(file.language(), text)));
    }

    /** A script that only looks whether a file is there, or prints its name, does not build it. */
    private void read(Language language, String text) {
        if (language == Language.SHELL && text.contains(".rs")) {
            text.lines().filter(line -> !LOOKS.matcher(line).find()).forEach(this::read);
        } else {
            read(text);
        }
    }

    private void readRust(AnalysedFile file) {
        file.facts().words().getOrDefault("rust.files", Set.of()).forEach(this::read);
        file.facts().links().stream()
                .filter(link -> link.kind().startsWith("include_"))
                .map(Link::target)
                .forEach(this::read);
    }

    private void read(String text) {
        if (!text.contains(".rs")) {
            return;
        }
        FILE_NAME
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(name -> name.replaceFirst("^[./]+", ""))
                .forEach(names::add);
        WHOLE_FOLDER.matcher(text).results().map(found -> found.group(1)).forEach(folders::add);
    }

    boolean contains(String path) {
        boolean named = isNamed(path);
        return named
                || folders.stream().anyMatch(folder -> ("/" + path).contains("/" + folder.replaceFirst("^[./]+", "")));
    }

    /** By its whole path or any end of it, such as {@code src/wrong.rs}. */
    private boolean isNamed(String path) {
        String end = path;
        boolean named = names.contains(end);
        while (!named && end.indexOf('/') >= 0) {
            end = end.substring(end.indexOf('/') + 1);
            named = names.contains(end) && !isOrdinary(end);
        }
        return named;
    }

    /** Names that every crate has say nothing of one file. */
    private static boolean isOrdinary(String name) {
        return name.equals("mod.rs") || name.equals("lib.rs") || name.equals("main.rs");
    }
}
