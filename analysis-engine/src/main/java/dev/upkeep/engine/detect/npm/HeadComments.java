package dev.upkeep.engine.detect.npm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the comments of a script that stand before its code, also where its imports are above them. */
final class HeadComments {

    private static final Pattern LINE = Pattern.compile("//|#");
    private static final Pattern BLOCK = Pattern.compile("/\\*|\"\"\"|\'\'\'");
    private static final Pattern IMPORT = Pattern.compile("(import|from)\\b|(const|let|var)\\b.*\\brequire\\(");
    private static final Pattern NAMES = Pattern.compile("(import|const|let|var)\\b[^(]*\\{[^}]*|from\\b.*\\([^)]*");
    private static final Pattern NAMES_END = Pattern.compile("^[^\"\'`]*[})]");
    private static final Pattern SETTING = Pattern.compile("[\"\']use strict[\"\'];?|set\\s+-.*");

    /** What stands open at the end of a line. */
    private enum Open {
        NOTHING,
        COMMENT,
        NAMES
    }

    private HeadComments() {}

    /** The lines of the comments between the first import and the first line of code; none without imports. */
    static List<String> behindImports(String text) {
        List<String> comments = new ArrayList<>();
        boolean imported = false;
        Open open = Open.NOTHING;
        String end = "";
        for (String line : (Iterable<String>) text.lines().map(String::strip)::iterator) {
            Optional<String> block = open == Open.NOTHING ? blockEnd(line) : Optional.empty();
            if (open == Open.COMMENT) {
                comments.add(line);
                open = line.contains(end) ? Open.NOTHING : Open.COMMENT;
            } else if (open == Open.NAMES) {
                open = NAMES_END.matcher(line).find() ? Open.NOTHING : Open.NAMES;
            } else if (block.isPresent()) {
                end = block.get();
                comments.add(line);
                open = line.indexOf(end, end.length()) < 0 ? Open.COMMENT : Open.NOTHING;
            } else if (LINE.matcher(line).lookingAt()) {
                comments.add(line);
            } else if (isImport(line)) {
                imported = true;
                open = NAMES.matcher(line).matches() ? Open.NAMES : Open.NOTHING;
            } else if (!line.isEmpty() && !SETTING.matcher(line).matches()) {
                break;
            }
        }
        return imported ? comments : List.of();
    }

    private static boolean isImport(String line) {
        return IMPORT.matcher(line).lookingAt() || NAMES.matcher(line).matches();
    }

    /** What closes the comment that begins here. */
    private static Optional<String> blockEnd(String line) {
        return Optional.of(BLOCK.matcher(line))
                .filter(start -> start.lookingAt())
                .map(start -> start.group().equals("/*") ? "*/" : start.group());
    }
}
