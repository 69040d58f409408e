package dev.upkeep.engine.detect.script.react;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.script.facts.ImportFacts;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FileFacts.Link;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the scripts of a repository ask each other for.
 *
 * @param names by their own names
 * @param modules from which a name is taken, by the last part of their path
 * @param wholly modules that are taken as a whole or only when they are needed, by the last part of their path
 * @param asOld {@code <name> <module>} of what gets a name that says that it is old where it is imported
 */
record ImportedNames(Set<String> names, Set<String> modules, Set<String> wholly, Set<String> asOld) {

    static final Model<ImportedNames> MODEL = Model.settled("script.imported-names", ImportedNames::read);

    private static final Pattern EXTENSION = Pattern.compile("\\.[cm]?[jt]sx?$");

    private static ImportedNames read(Repository repository) {
        Set<String> names = new HashSet<>();
        Set<String> modules = new HashSet<>();
        Set<String> wholly = new HashSet<>();
        Set<String> asOld = new HashSet<>();
        for (AnalysedFile file : repository.files()) {
            for (Link link : file.facts().links()) {
                switch (link.kind()) {
                    case "import" -> {
                        String module = module(link);
                        names.addAll(link.names());
                        modules.add(module);
                        if (link.names().contains("*")) {
                            wholly.add(module);
                        }
                    }
                    // A list that hands on all of a module asks for nothing by itself.
                    case "export-from" -> names.addAll(link.names());
                    case "require", "dynamic-import" -> wholly.add(module(link));
                    default -> {
                        // No script is asked for.
                    }
                }
            }
            file.facts().words().getOrDefault(ImportFacts.AS_OLD, Set.of()).stream()
                    .map(old -> old.substring(0, old.indexOf(' ') + 1) + module(old.substring(old.indexOf(' ') + 1)))
                    .forEach(asOld::add);
        }
        // A copy of so many would take longer than to gather them.
        return new ImportedNames(
                Collections.unmodifiableSet(names),
                Collections.unmodifiableSet(modules),
                Collections.unmodifiableSet(wholly),
                Collections.unmodifiableSet(asOld));
    }

    private static String module(Link link) {
        return module(link.target());
    }

    private static String module(String specifier) {
        String name = Paths.name(specifier);
        return name.indexOf('.') < 0 ? name : EXTENSION.matcher(name).replaceFirst("");
    }
}
