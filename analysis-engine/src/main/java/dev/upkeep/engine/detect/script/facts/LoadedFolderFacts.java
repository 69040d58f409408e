package dev.upkeep.engine.detect.script.facts;

import dev.upkeep.engine.detect.FactsExtractor;
import dev.upkeep.engine.detect.SourceFile;
import dev.upkeep.engine.detect.script.syntax.Scripts;
import dev.upkeep.engine.facts.FactsBuilder;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.syntax.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Folders whose scripts a function loads by a path that it puts together: {@code path.join(root, `./steps/${name}`)} in a
 * function that also calls {@code import} or its like with anything but a text. Links of the kind {@code glob} from any
 * folder of this name.
 */
public final class LoadedFolderFacts implements FactsExtractor {

    private static final Pattern LOADER = Pattern.compile(
            "(?i)(dynamic|native|async|lazy|safe|try|esm)?_?(import|require)(module|file|default|esm)?|pathToFileURL");
    /** The grammar takes {@code await load<T>(…)} for a call of {@code await load}. */
    private static final Pattern AWAITED = Pattern.compile("^await\\s+");

    private static final Set<String> JOINERS = Set.of("join", "resolve");
    private static final Set<String> PUT_TOGETHER = Set.of("template_string", "binary_expression", "call_expression");

    private static final int LONGEST = 160;

    /** What is left of a path in which a star stands for each part that is not written out. */
    private static final Pattern IN_FOLDER = Pattern.compile(
            "(?:[^\\s:]*/)??((?:[\\w@-][\\w.@-]*/)*(?!(?:src|source|lib|dist|build|out|app|apps|packages?)/)[\\w@-][\\w.@-]*/)\\*(?:\\.[cm]?[jt]sx?)?");

    @Override
    public Set<Language> languages() {
        return Scripts.LANGUAGES;
    }

    @Override
    public void extract(SourceFile file, FactsBuilder facts) {
        file
                .tree()
                .map(tree -> tree.root().descendants("call_expression").stream()
                        .filter(LoadedFolderFacts::loads)
                        .flatMap(call -> Scripts.enclosingFunction(call).stream())
                        .collect(Collectors.toCollection(LinkedHashSet::new)))
                .stream()
                .flatMap(Set::stream)
                .flatMap(LoadedFolderFacts::folders)
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .forEach(folder -> facts.link(new Link("glob", folder + "*", List.of(), 1, Map.of())));
    }

    private static boolean loads(Node call) {
        return isLoader(Scripts.lastName(call))
                && Scripts.arguments(call).stream()
                        .findFirst()
                        .filter(specifier -> !specifier.is("string"))
                        .isPresent();
    }

    /** Nearly all calls have another name, which is seen without a pattern. */
    private static boolean isLoader(String name) {
        return (name.contains("mport") || name.contains("equire") || name.contains("pathToFileURL"))
                && LOADER.matcher(AWAITED.matcher(name).replaceFirst("")).matches();
    }

    private static Stream<String> folders(Node function) {
        return Scripts.ownNodes(function)
                .filter(node -> PUT_TOGETHER.contains(node.kind()))
                .flatMap(node -> path(node).stream())
                .filter(path -> path.length() <= LONGEST)
                .map(path -> IN_FOLDER.matcher(path.replace("/./", "/")))
                .filter(Matcher::matches)
                .map(path -> path.group(1));
    }

    private static Optional<String> path(Node node) {
        return !node.is("call_expression")
                ? Optional.of(GlobFacts.pattern(node))
                : Optional.of(node)
                        .filter(call -> JOINERS.contains(Scripts.lastName(call)))
                        .map(call -> Scripts.arguments(call).stream()
                                .map(GlobFacts::pattern)
                                .collect(Collectors.joining("/")));
    }
}
