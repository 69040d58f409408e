package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.RepositoryDetector;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.document.Paths;
import dev.upkeep.engine.facts.FileFacts.Link;
import dev.upkeep.engine.finding.Draft;
import dev.upkeep.engine.finding.FindingSink;
import dev.upkeep.engine.finding.Location;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds types of one name that are defined in several production files with largely the same members: one finding for
 * each group, at its first place. Evidence: the names of the members, and that most of them have equal types.
 */
final class DuplicatedTypeName implements RepositoryDetector {

    private static final String RULE = "any/duplicated-type-name";
    private static final String OF_OTHER_TYPES =
            "{copies} production types called `{name}` have {sharedMembers} of {allMembers} members in common,"
                    + " {otherTypes} of them with another type; the others are at {otherPlaces}";
    /** Files that are versions or variants of each other on purpose. */
    private static final Pattern VARIANT = Pattern.compile(
            "(?i)(.*[/_.-])?(v\\d+|\\d{4}|legacy|old|deprecated|compat|migrations?|upgrade|windows|win|win32|unix|linux|macos|mac|darwin|apple|android|ios"
                    + "|freebsd|wasm|wasm32|mocks?|stubs?|fake|noop|dummy|generated|gen|proto|bindings)([/_.-].*)?|.*\\.(web|native|node|browser|server|client)\\.\\w+");

    @Override
    public Set<String> rules() {
        return Set.of(RULE);
    }

    @Override
    public void detect(Repository repository, FindingSink sink) {
        Map<String, List<TypeDefinition>> byName = new TreeMap<>();
        for (AnalysedFile file : repository.linking(TypeFacts.KIND)) {
            if (file.context() == Context.PRODUCTION && !Paths.isMigration(file.path())) {
                file.facts().links().stream()
                        .filter(link -> link.kind().equals(TypeFacts.KIND)
                                && !Boolean.parseBoolean(link.attributes().get("twin")))
                        .filter(link -> file.contextAt(link.line()) == Context.PRODUCTION)
                        .forEach(link -> byName.computeIfAbsent(key(file, link), key -> new ArrayList<>())
                                .add(TypeDefinition.of(file, link)));
            }
        }
        byName.values().stream()
                .filter(same -> same.size() > 1)
                .map(DuplicatedTypeName::withoutVariants)
                .forEach(same -> groups(same, repository, sink));
    }

    private static List<TypeDefinition> withoutVariants(List<TypeDefinition> same) {
        return same.stream()
                .filter(each -> !VARIANT.matcher(each.file().path()).matches())
                .toList();
    }

    private static String key(AnalysedFile file, Link link) {
        String world = file.language() == Language.RUST ? "rust" : "script";
        return link.target() + " " + link.attributes().get("family") + " " + world;
    }

    private static void groups(List<TypeDefinition> same, Repository repository, FindingSink sink) {
        List<TypeDefinition> open = new ArrayList<>(same);
        while (open.size() > 1) {
            TypeDefinition first = open.removeFirst();
            List<TypeDefinition> alike = known(
                    first,
                    open.stream()
                            .filter(each -> !each.file().equals(first.file()) && first.isLike(each))
                            .filter(each -> !areLayers(repository, first, each))
                            .filter(each -> !areOfOneTrait(repository, first, each))
                            .filter(each -> !ModuleChoice.is(repository, first, each))
                            .toList(),
                    repository);
            open.removeAll(alike);
            if (!alike.isEmpty()
                    && !areOfOneText(first, alike)
                    && alike.stream().noneMatch(each -> isConverted(repository, first, each))) {
                boolean together =
                        alike.stream().allMatch(each -> home(repository, each).equals(home(repository, first)));
                sink.report(draft(first, alike, together).confidence(confidence(first, together)));
            }
        }
    }

    /** Those that are no strangers to the first one, nor to another that is not: what all of them know can hold the type. */
    private static List<TypeDefinition> known(
            TypeDefinition first, List<TypeDefinition> candidates, Repository repository) {
        List<TypeDefinition> known = new ArrayList<>(List.of(first));
        for (int at = 0; at < known.size(); at++) {
            TypeDefinition reached = known.get(at);
            candidates.stream()
                    .filter(each -> !known.contains(each) && !areStrangers(repository, reached, each))
                    .forEach(known::add);
        }
        return candidates.stream().filter(known::contains).toList();
    }

    /** Copies of a whole file are a matter of the file, not of what it defines. */
    private static boolean areOfOneText(TypeDefinition first, List<TypeDefinition> others) {
        String text = first.file().entry().blobId();
        return others.stream().allMatch(each -> each.file().entry().blobId().equals(text));
    }

    private static boolean areLayers(Repository repository, TypeDefinition left, TypeDefinition right) {
        return left.isOfOtherLayer(right) && !home(repository, left).equals(home(repository, right));
    }

    /** Whether both implement one trait, each in its way: they are there for what differs in that. */
    private static boolean areOfOneTrait(Repository repository, TypeDefinition left, TypeDefinition right) {
        if (left.file().language() != Language.RUST) {
            return false;
        }
        Set<String> both = traits(repository, left);
        both.retainAll(traits(repository, right));
        return repository
                .files(Language.RUST)
                .flatMap(file -> file.facts().items().stream())
                .anyMatch(item -> item.kind().equals("trait") && both.contains(item.name()));
    }

    private static Set<String> traits(Repository repository, TypeDefinition type) {
        Pattern implemented = Pattern.compile("\\bimpl\\b(?:<[^>{]*>)?\\s+(?:\\w+::)*(\\w+)(?:<[^{]*>)?\\s+for\\s+"
                + type.link().target() + "\\b");
        return repository.text(type.file().path()).stream()
                .flatMap(text -> implemented.matcher(text).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Whether they belong to crates or packages that have types of their own for a reason: layers of a workspace turn the
     * types of each other into their own, often by functions that no pattern finds; packages that do not know each other
     * would need a third one; and what a published one promises to others must not move with an application.
     */
    private static boolean areStrangers(Repository repository, TypeDefinition left, TypeDefinition right) {
        if (left.file().language() == Language.RUST) {
            return !home(repository, left).equals(home(repository, right));
        }
        NpmWorkspace workspace = repository.model(NpmWorkspace.MODEL);
        Optional<NpmPackage> mine = workspace.owner(left.file().path());
        Optional<NpmPackage> theirs = workspace.owner(right.file().path());
        return mine.isPresent()
                && theirs.isPresent()
                && !mine.equals(theirs)
                && (isPublished(mine.get())
                        || isPublished(theirs.get())
                        || (!knows(mine.get(), theirs.get()) && !knows(theirs.get(), mine.get())));
    }

    private static boolean knows(NpmPackage user, NpmPackage used) {
        return used.name().filter(user::declares).isPresent();
    }

    private static boolean isPublished(NpmPackage npm) {
        return !npm.isPrivate()
                && (npm.manifest().get("publishConfig").isPresent()
                        || npm.manifest().get("files").isPresent());
    }

    /** Whether code turns one into the other, under its own name or a renamed one: then somebody knows of both. */
    private static boolean isConverted(Repository repository, TypeDefinition left, TypeDefinition right) {
        if (left.row() != right.row()) {
            return true;
        }
        String name = left.link().target();
        Stream<String> renaming = left.file().language() == Language.RUST
                ? renaming(repository, name, List.of(module(left), module(right)))
                : Stream.empty();
        return Stream.concat(Stream.of(left, right).map(each -> each.file().path()), renaming)
                .flatMap(path -> repository.text(path).stream())
                .anyMatch(text -> conversion(name, text).matcher(text).find() || isMatched(name, text));
    }

    /** Files that import a type of this name from one of the modules under another name, as who knows two of it must. */
    private static Stream<String> renaming(Repository repository, String name, List<String> modules) {
        return repository
                .files(Language.RUST)
                .filter(file -> file.facts().links().stream()
                        .anyMatch(link -> link.kind().equals("use")
                                && link.target().endsWith("::" + name)
                                && !link.names().contains(name)
                                && modules.stream()
                                        .anyMatch(List.of(link.target().split("::"))::contains)))
                .map(AnalysedFile::path);
    }

    private static String module(TypeDefinition definition) {
        String path = definition.file().path();
        String stem = Paths.name(path).replaceFirst("\\.rs$", "");
        return stem.equals("mod") ? Paths.name(Paths.folder(path)) : stem;
    }

    /** Whether the arms of a match turn the variants of one into those of the other. */
    private static boolean isMatched(String name, String text) {
        String names = names(name, text);
        return Pattern.compile("\\b((?:\\w+::)*" + names + ")::(\\w+)[^=;]{0,120}=>\\s*\\{?\\s*((?:\\w+::)*(?:" + names
                        + "|Self))::\\3\\b")
                .matcher(text)
                .results()
                .anyMatch(arm -> !arm.group(1).equals(arm.group(4)));
    }

    private static Pattern conversion(String name, String text) {
        String names = names(name, text);
        return Pattern.compile(
                "\\b(From|TryFrom|Into)<[^>]*\\b" + names + "\\s*>\\s*for\\s+[\\w:]*\\b" + names + "\\b");
    }

    /** The name and what it is called where it is imported as something else. */
    private static String names(String name, String text) {
        return Stream.concat(
                        Stream.of(name),
                        Pattern.compile("\\b" + name + "\\s+as\\s+(\\w+)")
                                .matcher(text)
                                .results()
                                .map(alias -> alias.group(1)))
                .filter(each -> !each.equals("_"))
                .distinct()
                .collect(Collectors.joining("|", "(", ")"));
    }

    private static double confidence(TypeDefinition first, boolean together) {
        return together && first.exported() ? 0.85 : 0.65;
    }

    private static Draft draft(TypeDefinition first, List<TypeDefinition> others, boolean together) {
        TypeDefinition least = others.stream()
                .min(Comparator.comparingDouble(each -> first.share(each)))
                .orElse(others.getFirst());
        int shared = first.shared(least);
        int differing = Math.max(0, shared - first.alike(least));
        Draft draft = Draft.of(
                        RULE, Location.line(first.file().path(), first.link().line()))
                .scope(first.link().target())
                .with("name", first.link().target())
                .with("copies", others.size() + 1)
                .with("sharedMembers", shared)
                .with("allMembers", first.names().size() + least.names().size() - shared)
                .with("otherPlaces", others.stream().map(TypeDefinition::place).toList())
                .with("onePackage", together)
                .with("otherTypes", differing);
        return differing > 0 ? draft.message(OF_OTHER_TYPES) : draft;
    }

    /** The folder of the package that a definition belongs to, else its own. */
    private static String home(Repository repository, TypeDefinition definition) {
        return PackageFolder.of(repository, definition.file())
                .orElse(Paths.folder(definition.file().path()));
    }
}
