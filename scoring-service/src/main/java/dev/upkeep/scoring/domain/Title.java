package dev.upkeep.scoring.domain;

import java.util.List;

/** The title of an improvement: the problem, where it is, how often. */
final class Title {

    private Title() {}

    static String of(Group group) {
        String problem = problem(group);
        String where = where(group);
        String count = group.rules().size() > 1 ? symptoms(group) : Place.count(group);
        return problem + (where.isEmpty() ? "" : " in " + where) + (count.isEmpty() ? "" : " (" + count + ")");
    }

    private static String problem(Group group) {
        String title = group.worst().rule().title().strip();
        return title.endsWith(".") ? title.substring(0, title.length() - 1) : title;
    }

    private static String where(Group group) {
        String place = Place.of(group);
        String context = context(group);
        if (context.isEmpty() || group.files() == 1) {
            return place;
        }
        return place.isEmpty() ? context : context + " under " + place;
    }

    private static String context(Group group) {
        List<CodeContext> contexts = group.contexts();
        if (contexts.isEmpty() || contexts.equals(List.of(CodeContext.UNREACHABLE))) {
            return "";
        }
        return contexts.size() == 1 ? contexts.getFirst().words() : "code outside production";
    }

    private static String symptoms(Group group) {
        int others = group.size() - 1;
        return "with " + Words.count(others, "more finding", "more findings") + " of the same cause";
    }
}
