package dev.upkeep.report.inbound.rendering;

import dev.upkeep.report.domain.Wording;

/** Foreign text inside Markdown (GitHub's flavour), so that it reads as written and breaks nothing. */
final class MarkdownText {

    private static final String SPECIAL = "\\`*_[]<>#~&!$";

    private MarkdownText() {}

    /** A sentence; pairs of backticks stay code, all else is literal. */
    static String inline(String text) {
        String line = Wording.oneLine(text);
        String[] parts = line.split("`", -1);
        if (parts.length % 2 == 0) {
            return escape(line);
        }
        StringBuilder markdown = new StringBuilder(line.length() + 16);
        for (int i = 0; i < parts.length; i++) {
            markdown.append(i % 2 == 0 ? escape(parts[i]) : code(parts[i]));
        }
        return markdown.toString();
    }

    /** Text as a code span, whatever backticks it holds. */
    static String code(String text) {
        String line = Wording.printable(text);
        if (line.isBlank()) {
            return "";
        }
        String fence = "`".repeat(longestRun(line) + 1);
        String padding = line.startsWith("`") || line.endsWith("`") ? " " : "";
        return fence + padding + line + padding + fence;
    }

    /** A place as code, linked where it has an address. */
    static String place(ReportPage.Place place) {
        String code = code(place.where());
        return place.address() == null ? code : "[" + code + "](<" + place.address() + ">)";
    }

    /** Markdown as a cell of a table, where a bar would end it even inside code. */
    static String cell(String markdown) {
        return markdown.replace("|", "\\|");
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (SPECIAL.indexOf(character) >= 0 && !insideWord(text, i)) {
                escaped.append('\\');
            } else if (i == 0 && (character == '-' || character == '+')) {
                escaped.append('\\');
            }
            escaped.append(character);
        }
        return escaped.toString();
    }

    /** An underscore between letters is no emphasis, and a name reads better without the escape. */
    private static boolean insideWord(String text, int index) {
        return text.charAt(index) == '_'
                && index > 0
                && index < text.length() - 1
                && Character.isLetterOrDigit(text.charAt(index - 1))
                && Character.isLetterOrDigit(text.charAt(index + 1));
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
