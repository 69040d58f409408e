package dev.upkeep.engine.detect;

import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Folders of examples that are called otherwise. Evidence: a README directly in a folder that is no package itself, whose
 * title calls what lies there examples, or whose first paragraph says that the folder is a collection of examples or
 * contains them.
 *
 * @param folders by path; what lies below them is meant too
 */
public record ExampleFolders(Set<String> folders) {

    public static final Model<ExampleFolders> MODEL = Model.settled("example-folders", ExampleFolders::read);

    private static final List<String> MANIFESTS =
            List.of("Cargo.toml", "package.json", "go.mod", "pyproject.toml", "setup.py", "pom.xml", "build.gradle");

    private static final int HEAD = 4000;

    /** One word that does not turn to something else, as in {@code a set of scripts to run the examples}. */
    private static final String WORD =
            "(?!(?:to|the|for|that|which|from|in|with|using|of|its|our|all|no|not|tests?|scripts?|tools?|code|docs?)\\b)"
                    + "[\\w`*_(),+/.-]+\\s+";

    private static final Pattern TITLE =
            Pattern.compile("(?i)#+\\s+(?:(?:" + WORD + "){0,3}examples|examples (?:of|for|with|using|in)\\s.+)\\W*");

    private static final Pattern COLLECTION =
            Pattern.compile("(?i)\\b(?:folder|directory|these|this|here)\\b[^.!?\\n]{0,80}?"
                    + "\\b(?:collecti(?:on|ve)|set|list|series|number|variety) of\\s+(?:" + WORD + "){0,6}examples\\b");

    private static final Pattern CONTENT = Pattern.compile(
            "(?i)\\b(?:folder|directory)\\s+(?:contains|holds|has|includes|provides|is for|is full of)\\s+(?:" + WORD
                    + "){0,5}examples\\b");

    private static final Pattern NO_TEXT = Pattern.compile("(?:[#<>|!\\[=-]|```).*");

    public ExampleFolders {
        folders = Set.copyOf(folders);
    }

    private static ExampleFolders read(Repository repository) {
        return new ExampleFolders(repository
                .named("README.md")
                .filter(readme -> readme.path().contains("/"))
                .filter(readme -> !isPackage(repository, readme.entry().folder()))
                .filter(readme -> saysSo(repository, readme.path()))
                .map(readme -> readme.entry().folder())
                .collect(Collectors.toSet()));
    }

    /** The files of such folders by path, as far as nothing else is known of them. */
    public static Map<String, Context> in(Repository repository) {
        return repository.model(MODEL).folders().stream()
                .flatMap(folder -> repository.below(folder).stream())
                .filter(file -> file.context() == Context.PRODUCTION)
                .map(AnalysedFile::path)
                .distinct()
                .collect(Collectors.toUnmodifiableMap(path -> path, path -> Context.EXAMPLE));
    }

    /** What a file is for whose path alone says something. */
    public Context refine(String path, Context context) {
        boolean example =
                context == Context.PRODUCTION && folders.stream().anyMatch(folder -> Paths.isWithin(path, folder));
        return example ? Context.EXAMPLE : context;
    }

    private static boolean isPackage(Repository repository, String folder) {
        return MANIFESTS.stream().anyMatch(name -> repository.exists(folder + "/" + name));
    }

    private static boolean saysSo(Repository repository, String readme) {
        return repository
                .text(readme)
                .map(text -> text.substring(0, Math.min(text.length(), HEAD)))
                .filter(text -> text.contains("xamples"))
                .filter(text -> isTitled(text) || isCollection(firstParagraph(text)))
                .isPresent();
    }

    private static boolean isTitled(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .filter(line -> TITLE.matcher(line).matches())
                .isPresent();
    }

    private static boolean isCollection(String paragraph) {
        return COLLECTION.matcher(paragraph).find()
                || CONTENT.matcher(paragraph).find();
    }

    private static String firstParagraph(String text) {
        return text.lines()
                .map(String::strip)
                .dropWhile(ExampleFolders::isNoText)
                .takeWhile(line -> !isNoText(line))
                .collect(Collectors.joining(" "));
    }

    /** Headings, badges, markup and empty lines. */
    private static boolean isNoText(String line) {
        return line.isEmpty() || NO_TEXT.matcher(line).matches();
    }
}
