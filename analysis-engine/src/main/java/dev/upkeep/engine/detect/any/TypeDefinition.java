package dev.upkeep.engine.detect.any;

import dev.upkeep.engine.detect.AnalysedFile;
import dev.upkeep.engine.facts.FileFacts.Link;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One type where it is defined.
 *
 * @param members as {@code name:type}
 * @param names of the members
 */
record TypeDefinition(AnalysedFile file, Link link, Set<String> members, Set<String> names) {

    private static final double ALIKE = 0.7;
    private static final double VERY_ALIKE = 0.8;
    /** How many of the shared members have the same type too; of helpers that nobody else sees, all. */
    private static final double TYPED = 0.7;

    private static final double ALL_TYPED = 1;
    private static final int FEWEST_SHARED = 3;
    /** Names that modules give to what is their own; those who use them say which one they mean. */
    private static final Pattern ORDINARY = Pattern.compile(
            "(\\w*Props|Model|ActiveModel|Relation|Column|Entity|State|Config|Configuration|Settings|Options|Opts|Args|Params|Error|Kind|Type|Status|Context|Request|Response"
                    + "|Query|Input|Output|Row|Item|Entry|Data|Event|Message|Action|Command|Cli|Node|Value|Result|Form\\w*|Payload|Body|Info|Metadata|Builder|Inner|Handle|Iter)");

    /** Where types of a store stand, by the names of files and folders. */
    private static final Pattern ENTITY =
            Pattern.compile("(^|[/._-])(entity|entities|schemas?|models?|dal|persistence|repositories)([/._-])");

    private static final Pattern WORD = Pattern.compile("\\w+");

    static TypeDefinition of(AnalysedFile file, Link link) {
        Set<String> names = new HashSet<>();
        link.names().forEach(member -> names.add(name(member)));
        return new TypeDefinition(file, link, new HashSet<>(link.names()), names);
    }

    boolean exported() {
        return Boolean.parseBoolean(link.attributes().get("exported"));
    }

    /** Whether it stands for a row of a table. */
    boolean row() {
        return Boolean.parseBoolean(link.attributes().get("row"));
    }

    /** Whether one shows to callers what the other keeps in a store: layers have types of their own. */
    boolean isOfOtherLayer(TypeDefinition other) {
        return (exposed() && other.isEntity()) || (isEntity() && other.exposed());
    }

    private boolean exposed() {
        return Boolean.parseBoolean(link.attributes().get("exposed"));
    }

    private boolean isEntity() {
        return !exposed() && ENTITY.matcher(file.path()).find();
    }

    String place() {
        return file.path() + ":" + link.line();
    }

    /** Whether the two are largely the same. */
    private static String name(String member) {
        int colon = member.indexOf(':');
        return colon < 0 ? member : member.substring(0, colon);
    }

    boolean isLike(TypeDefinition other) {
        int shared = shared(other);
        if (shared < FEWEST_SHARED) {
            return false;
        }
        boolean ordinary = ORDINARY.matcher(link.target()).matches();
        boolean bothExported = exported() && other.exported();
        boolean strict = !bothExported || ordinary;
        double typed = (double) alike(other) / shared;
        return typed >= (bothExported ? TYPED : ALL_TYPED)
                && (bothExported || !ordinary)
                && shared >= FEWEST_SHARED + (strict ? 1 : 0)
                && share(other) >= (strict ? VERY_ALIKE : ALIKE);
    }

    /** How many members have both, by name. */
    int shared(TypeDefinition other) {
        return common(names, other.names);
    }

    /** How many members have both with the same type; the name of a type that each file defines otherwise is another. */
    int alike(TypeDefinition other) {
        Set<String> both = new HashSet<>(members);
        both.retainAll(other.members);
        Set<String> different = namesOfDifferent(other);
        if (!different.isEmpty()) {
            both.removeIf(member -> WORD.matcher(member.substring(name(member).length()))
                    .results()
                    .anyMatch(word -> different.contains(word.group())));
        }
        return both.size();
    }

    /** What both files call types of theirs that are not alike. */
    private Set<String> namesOfDifferent(TypeDefinition other) {
        Map<String, Set<String>> mine = local(file);
        Map<String, Set<String>> theirs = local(other.file);
        Set<String> different = new HashSet<>(mine.keySet());
        different.retainAll(theirs.keySet());
        different.remove(link.target());
        different.removeIf(name -> {
            Set<String> left = mine.getOrDefault(name, Set.of());
            Set<String> right = theirs.getOrDefault(name, Set.of());
            int shared = common(left, right);
            return shared >= ALIKE * (left.size() + right.size() - shared);
        });
        return different;
    }

    /** The members of each type that a file defines. */
    private static Map<String, Set<String>> local(AnalysedFile file) {
        Map<String, Set<String>> types = new HashMap<>();
        file.facts().links().stream()
                .filter(each -> each.kind().equals(TypeFacts.KIND))
                .forEach(each -> types.put(each.target(), Set.copyOf(each.names())));
        return types;
    }

    /** Shared members over all members. */
    double share(TypeDefinition other) {
        int shared = shared(other);
        return (double) shared / (names.size() + other.names.size() - shared);
    }

    private static int common(Set<String> left, Set<String> right) {
        int both = 0;
        for (String each : left) {
            both += right.contains(each) ? 1 : 0;
        }
        return both;
    }
}
