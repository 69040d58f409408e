package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.source.Language;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Scripts that are fetched and run as they come, {@code curl … /install.sh | bash}: nothing else is there yet, so each has
 * to be one file. Evidence: such a line with the name of the script on a page of the repository, or any such line in the
 * comments at the script's head.
 */
final class FetchedScript {

    private static final int HEAD = 60;
    private static final String FETCHES = "\\b(?:curl|wget)\\b";
    /** More of the command, over lines that go on. Without a choice for each sign: pages have very long lines. */
    private static final String REST = "[^\\\\\n|)]*(?:\\\\\n?[^\\\\\n|)]*)*";

    private static final String SHELL = "(?:ba|da|z|k)?sh\\b";
    private static final String TO_SHELL =
            "\\|\\s*(?:sudo\\s+(?:-\\S+\\s+)*)?(?:env\\s+)?(?:\\w+=\\S+\\s+)*(?:\\S*/)?" + SHELL;
    private static final String IN_SHELL =
            "(?:\\b" + SHELL + "|\\bsource|\\beval)\\s+(?:-c\\s+)?[\"']?(?:\\$|<)\\(\\s*" + FETCHES;
    private static final Pattern ANY = Pattern.compile(FETCHES + REST + TO_SHELL + "|" + IN_SHELL);

    private FetchedScript() {}

    static boolean is(Repository repository, AnalysedFile file) {
        return file.language() == Language.SHELL && (saysSo(repository, file) || isNamed(repository, file));
    }

    private static boolean saysSo(Repository repository, AnalysedFile file) {
        String head = repository.text(file.path()).stream()
                .flatMap(String::lines)
                .limit(HEAD)
                .filter(line -> line.stripLeading().startsWith("#"))
                .collect(Collectors.joining("\n"));
        return ANY.matcher(head).find();
    }

    private static boolean isNamed(Repository repository, AnalysedFile file) {
        String name = Paths.name(file.path());
        String address = "/" + Pattern.quote(name) + "(?![\\w.-]*\\w)";
        Pattern fetched = Pattern.compile(FETCHES + REST + address + REST + TO_SHELL + "|" + IN_SHELL + REST + address);
        return repository
                .files(Language.MARKDOWN)
                .flatMap(page -> repository.text(page.path()).stream())
                .anyMatch(text -> text.contains(name) && fetched.matcher(text).find());
    }
}
