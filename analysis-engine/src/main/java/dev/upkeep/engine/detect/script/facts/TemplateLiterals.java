package dev.upkeep.engine.detect.script.facts;

import java.util.BitSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where template literals lie in the scripts of a single-file component or page. Outside of scripts a backquote is text
 * as any other.
 *
 * @param covered the offsets inside
 */
record TemplateLiterals(BitSet covered) {

    private static final Pattern SCRIPT =
            Pattern.compile("(?is)<script\\b[^>]*>(.*?)</script|\\A---[ \\t]*\\r?\\n(.*?)\\n---");

    /** What may hold a backquote that opens none, and the literal; a backquote behind a backslash does not close it. */
    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^'\\\\\\n]|\\\\.)*+'|\"(?:[^\"\\\\\\n]|\\\\.)*+\"|//[^\\n]*|/\\*.*?\\*/|(`(?:[^`\\\\]|\\\\.)*+`)",
            Pattern.DOTALL);

    static TemplateLiterals of(String text) {
        BitSet covered = new BitSet();
        if (text.indexOf('`') >= 0) {
            SCRIPT.matcher(text).results().forEach(script -> cover(text, script, covered));
        }
        return new TemplateLiterals(covered);
    }

    private static void cover(String text, MatchResult script, BitSet covered) {
        int group = script.group(1) == null ? 2 : 1;
        Matcher token = TOKEN.matcher(text).region(script.start(group), script.end(group));
        while (token.find()) {
            if (token.group(1) != null) {
                covered.set(token.start(), token.end());
            }
        }
    }

    boolean cover(int offset) {
        return covered.get(offset);
    }
}
