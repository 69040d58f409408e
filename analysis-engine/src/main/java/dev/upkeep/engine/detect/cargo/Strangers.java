package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FileFacts.Link;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names at the start of paths that no dependency, import, item or module of a package explains: libraries that are called
 * otherwise than their packages, as that of {@code tiny-bip39} is {@code bip39}.
 */
record Strangers(Repository repository, List<AnalysedFile> sources, Set<String> names) {

    static Strangers of(Repository repository, CargoPackage owner, List<AnalysedFile> sources, Set<String> named) {
        Set<String> names = new HashSet<>(named);
        CargoDependency.of(owner.document()).forEach(each -> each.codeNames().forEach(names::remove));
        for (AnalysedFile file : sources) {
            names.remove(Paths.name(file.path()).replaceFirst("\\.rs$", ""));
            file.facts().items().forEach(item -> names.remove(item.name()));
            file.facts().links().forEach(link -> explain(link, names));
        }
        return new Strangers(repository, sources, names);
    }

    private static void explain(Link link, Set<String> names) {
        link.names().forEach(names::remove);
        if (link.kind().equals("mod")) {
            names.remove(link.target());
        } else if (link.target().contains("::")) {
            names.remove(link.target().replaceFirst(".*::", ""));
        }
    }

    /** Whether one of them is the end or the beginning of this dependency's name, or the name without the number behind it. */
    boolean include(CargoDependency dependency) {
        String name = dependency.key().replace('-', '_').replaceFirst("_[0-9]+$", "");
        List<String> parts = new ArrayList<>(List.of(name));
        for (int at = name.indexOf('_'); at >= 0; at = name.indexOf('_', at + 1)) {
            parts.add(name.substring(at + 1));
            parts.add(name.substring(0, at));
        }
        return parts.stream().anyMatch(part -> names.contains(part) && beginsPath(part));
    }

    /** In attributes lone words count as names too; a crate is followed by what is taken from it. */
    private boolean beginsPath(String name) {
        Pattern path = Pattern.compile("(?<![\\w:])" + Pattern.quote(name) + "::");
        return sources.stream()
                .flatMap(file -> repository.text(file.path()).stream())
                .anyMatch(text -> path.matcher(text).find());
    }
}
