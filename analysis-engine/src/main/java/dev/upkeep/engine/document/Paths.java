package dev.upkeep.engine.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Arithmetic on paths inside a repository, which are relative to its root and know only {@code /}. */
public final class Paths {

    private static final Pattern MIGRATIONS =
            Pattern.compile("(^|/)(migrations?([_-]data)?|db/migrate|alterations)(/|$)");

    /** {@code sqlmigration/027_add_roles.go}. */
    private static final Pattern NUMBERED_STEP = Pattern.compile("(^|/)\\w+migrations?/\\d{3,}_[^/]+$");

    /** A step that is named after a version and the second in which it was written: {@code 1.4.0-1700000001-roles.ts}. */
    private static final Pattern DATED_STEP = Pattern.compile("v?\\d+\\.\\d[\\w.]*-1\\d{9}[-_.].+");

    private static final Set<String> TEST_MATERIAL = Set.of(
            "fixtures",
            "fixture",
            "__fixtures__",
            "__testfixtures__",
            "testdata",
            "test-data",
            "test_data",
            "test-fixtures",
            "test-fixture",
            "testfixtures",
            "__mocks__",
            "__snapshots__",
            "snapshots",
            "testcases",
            "test-cases",
            "invalid",
            "bad",
            "malformed",
            "corpus",
            "cassettes");

    private Paths() {}

    /** Where a path written in a folder leads; the empty path is the root, nothing where it leads out of the root. */
    public static Optional<String> resolve(String folder, String relative) {
        String whole = relative.startsWith("/") ? relative : folder + "/" + relative;
        StringBuilder path = new StringBuilder(whole.length());
        int from = 0;
        while (from < whole.length()) {
            int slash = whole.indexOf('/', from);
            int end = slash < 0 ? whole.length() : slash;
            int length = end - from;
            if (length == 2 && whole.startsWith("..", from)) {
                if (path.isEmpty()) {
                    return Optional.empty();
                }
                path.setLength(Math.max(0, path.lastIndexOf("/")));
            } else if (length > 1 || (length == 1 && whole.charAt(from) != '.')) {
                path.append(path.isEmpty() ? "" : "/").append(whole, from, end);
            }
            from = end + 1;
        }
        return Optional.of(path.toString());
    }

    /** The folder of a path; empty for the root. */
    public static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** A folder and those around it, from the inside out; the last one is the root. */
    public static List<String> upwards(String folder) {
        List<String> folders = new ArrayList<>(List.of(folder));
        while (!folders.getLast().isEmpty()) {
            folders.add(folder(folders.getLast()));
        }
        return List.copyOf(folders);
    }

    /** The last part of a path. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The part of a name after its last dot, in lower case; empty where there is none. */
    public static String extension(String path) {
        String name = name(path);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** Whether the path lies in the folder, at any depth; everything lies in the root. */
    public static boolean isWithin(String path, String folder) {
        int end = folder.length();
        return end == 0 || (path.length() > end && path.charAt(end) == '/' && path.startsWith(folder));
    }

    /** Whether the path lies in the folder itself, and in none below it. */
    public static boolean isDirectlyIn(String path, String folder) {
        int slash = path.lastIndexOf('/');
        return folder.isEmpty() ? slash < 0 : slash == folder.length() && path.startsWith(folder);
    }

    /** Whether the file belongs to the history of a database: run once, and never to be changed again. */
    public static boolean isMigration(String path) {
        boolean placed = path.contains("migrat") || path.contains("alterations");
        return (placed
                        && (MIGRATIONS.matcher(folder(path)).find()
                                || NUMBERED_STEP.matcher(path).find()))
                || isDatedStep(path);
    }

    private static boolean isDatedStep(String path) {
        int start = path.lastIndexOf('/') + 1;
        boolean numbered =
                start < path.length() && (path.charAt(start) == 'v' || Character.isDigit(path.charAt(start)));
        return numbered && DATED_STEP.matcher(name(path)).matches();
    }

    /** Whether a folder of the path says that its content is there to be wrong: material for tests. */
    public static boolean isTestMaterial(String path) {
        int from = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
            if (TEST_MATERIAL.contains(path.substring(from, slash).toLowerCase(Locale.ROOT))) {
                return true;
            }
            from = slash + 1;
        }
        return false;
    }
}
