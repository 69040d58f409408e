package dev.upkeep.engine.detect.npm;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Settings that the scripts of a package hand to a tool by their path, and that lie outside of it. */
record OutsideSettings(NpmPackage npm) {

    /** {@code --config PATH}, {@code -c PATH}, {@code --config=PATH}. */
    private static final Pattern OPTION =
            Pattern.compile("(-c|-p|--project|--(?:[a-z]+-)?config(?:-[a-z]+)?)(?:=(.+))?");

    /** A path may be that of a file, or of the folder in which the tool looks for its settings. */
    List<AnalysedFile> of(Repository repository) {
        Set<String> places = npm.scripts().stream()
                .flatMap(script -> Commands.of(script.command()).stream())
                .flatMap(OutsideSettings::values)
                .filter(value -> value.startsWith("."))
                .flatMap(value -> npm.resolve(value).stream())
                .filter(place -> !place.isEmpty() && !Paths.isWithin(place, npm.folder()))
                .collect(Collectors.toSet());
        return places.isEmpty()
                ? List.of()
                : repository.files().stream()
                        .filter(file -> places.contains(file.path()) || places.contains(Paths.folder(file.path())))
                        .toList();
    }

    private static Stream<String> values(List<String> command) {
        return IntStream.range(1, command.size()).boxed().flatMap(at -> {
            Matcher option = OPTION.matcher(command.get(at));
            if (!option.matches()) {
                return Stream.empty();
            }
            String behind = at + 1 < command.size() ? command.get(at + 1) : "";
            return Stream.of(option.group(2) == null ? behind : option.group(2));
        });
    }
}
