package dev.upkeep.engine.detect.repo;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.Repository.Reading;
import dev.upkeep.engine.source.Language;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Pages of Markdown that others take in as a part: their links are resolved from where those lie. Known are the ways of
 * VuePress and VitePress, mdBook, the snippets and includes of Python-Markdown, and imports of MDX. Names are compared
 * from their end.
 */
final class IncludedPages {

    static final Model<IncludedPages> MODEL = Model.settled("markdown-included-pages", IncludedPages::new);

    private static final Pattern INCLUDE =
            Pattern.compile("(?:!!! ?include\\(\\s*|<!-- ?@include: ?|\\{!\\s*|--8<--\\s+[\"']|\\{\\{ ?#include +"
                    + "|\\bimport +\\w+ +from +[\"'])((?:\\.{1,2}/|@/?|/)*)([^\\s)\"'}!:]+\\.mdx?)");

    private static final Reading<List<String>> INCLUDED = Reading.small(
            "markdown.included",
            (_, text) -> INCLUDE.matcher(text)
                    .results()
                    .map(found -> "/" + found.group(2))
                    .toList());

    private final Set<String> names;

    private IncludedPages(Repository repository) {
        names = repository
                .files(Language.MARKDOWN)
                .map(AnalysedFile::path)
                .flatMap(path -> repository.read(INCLUDED, path).stream())
                .flatMap(List::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean contain(String path) {
        return names.stream().anyMatch(("/" + path)::endsWith);
    }
}
