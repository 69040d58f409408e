package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.script.graph.ImportGraph;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the product renders a component, by its name in the text of the scripts that import it. */
final class Renderings {

    private static final Set<Language> WITH_MARKUP = EnumSet.of(Language.TSX, Language.JAVASCRIPT);

    private Renderings() {}

    /**
     * Whether it is rendered somewhere, and each time with all of these props: then no default of theirs is taken.
     *
     * @param home where the component is defined
     */
    static boolean alwaysGive(Repository repository, AnalysedFile home, String component, List<String> props) {
        if (!component.matches("\\w+")) {
            return false;
        }
        List<String> openings = new ArrayList<>();
        Pattern start = Pattern.compile("<" + component + "\\b(?![\\w.-])");
        Set<String> importers = repository.model(ImportGraph.MODEL).importers(home.path());
        repository.files().stream()
                .filter(file -> WITH_MARKUP.contains(file.language()) && file.context() != Context.TEST)
                .filter(file -> file.equals(home) || importers.contains(file.path()) || imports(file, component))
                .map(AnalysedFile::path)
                .flatMap(path -> repository.text(path).stream())
                .filter(text -> text.contains("<" + component))
                .forEach(text -> {
                    Matcher opening = start.matcher(text);
                    while (opening.find()) {
                        openings.add(text.substring(opening.end(), end(text, opening.end())));
                    }
                });
        return !openings.isEmpty() && openings.stream().allMatch(opening -> gives(opening, props));
    }

    /** By its name, whatever hands it on in between. */
    private static boolean imports(AnalysedFile file, String component) {
        return file.facts().links().stream().anyMatch(link -> link.names().contains(component));
    }

    /** Behind the last attribute: the first {@code >} outside of braces. */
    private static int end(String text, int from) {
        int depth = 0;
        for (int at = from; at < text.length(); at++) {
            char each = text.charAt(at);
            depth += each == '{' ? 1 : each == '}' ? -1 : 0;
            if (each == '>' && depth == 0) {
                return at;
            }
        }
        return text.length();
    }

    private static boolean gives(String opening, List<String> props) {
        return props.stream()
                .allMatch(prop -> Pattern.compile("(?<![\\w.-])" + Pattern.quote(prop) + "(?=[\\s=/]|$)")
                        .matcher(outsideBraces(opening))
                        .find());
    }

    private static String outsideBraces(String opening) {
        StringBuilder outside = new StringBuilder();
        int depth = 0;
        for (int at = 0; at < opening.length(); at++) {
            char each = opening.charAt(at);
            depth -= each == '}' ? 1 : 0;
            outside.append(depth == 0 ? each : ' ');
            depth += each == '{' ? 1 : 0;
        }
        return outside.toString();
    }
}
