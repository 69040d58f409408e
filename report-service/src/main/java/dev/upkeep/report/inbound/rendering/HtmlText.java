package dev.upkeep.report.inbound.rendering;

import dev.upkeep.report.domain.Wording;

/** Foreign text inside HTML. */
final class HtmlText {

    private HtmlText() {}

    /** A sentence; pairs of backticks become code, all else is literal. */
    static String inline(String text) {
        String line = escape(Wording.oneLine(text));
        String[] parts = line.split("`", -1);
        if (parts.length % 2 == 0) {
            return line;
        }
        StringBuilder html = new StringBuilder(line.length() + 32);
        for (int i = 0; i < parts.length; i++) {
            html.append(i % 2 == 0 ? parts[i] : "<code>" + parts[i] + "</code>");
        }
        return html.toString();
    }

    /** Literal text, in content and in quoted attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
