package dev.upkeep.engine.source;

import dev.upkeep.engine.source.Lexis.Block;
import dev.upkeep.engine.source.Lexis.Quote;
import dev.upkeep.engine.source.Lexis.Trait;

/** One pass over the bytes of one file; see {@link LineCounts}. */
final class LineScan {

    /** Behind these a string is part of an expression, not a remark. */
    private static final String BEFORE_VALUE = "([{,=+%\\";

    private final LineTally tally;
    private final Lexis lexis;
    private final SpecialOpenings special;
    /** Whether something may open with this byte: most bytes are passed over by this alone. */
    private final boolean[] opener = new boolean[256];

    LineScan(byte[] content, Lexis lexis) {
        this.tally = new LineTally(content);
        this.lexis = lexis;
        this.special = new SpecialOpenings(tally, lexis);
        lexis.lineComments().forEach(mark -> opener[mark.charAt(0)] = true);
        lexis.blocks().forEach(block -> opener[block.open().charAt(0)] = true);
        lexis.strings().forEach(quote -> opener[quote.mark().charAt(0)] = true);
        lexis.traits().forEach(trait -> trait.openers().chars().forEach(mark -> opener[mark] = true));
    }

    LineCounts count() {
        while (!tally.atEnd()) {
            int here = tally.peek(0);
            if (here == '\\') {
                tally.step(2, false);
            } else if (!opener[here]) {
                tally.stepOverCode(opener);
            } else if (!steppedOver()) {
                tally.step(1, false);
            }
        }
        return tally.counts();
    }

    /** Steps over what opens here; false if nothing does. */
    private boolean steppedOver() {
        return lineComment() || block() || remarkPrefix() || string() || special.steppedOver();
    }

    private boolean lineComment() {
        if (!commentMayStart() || !standsLineComment()) {
            return false;
        }
        while (!tally.atEnd() && tally.peek(0) != '\n') {
            tally.step(1, true);
        }
        return true;
    }

    private boolean standsLineComment() {
        for (String mark : lexis.lineComments()) {
            if (tally.stands(mark)) {
                return true;
            }
        }
        return false;
    }

    private boolean commentMayStart() {
        if (lexis.has(Trait.COMMENT_AT_LINE)) {
            return tally.lineHasNoCode();
        }
        return !lexis.has(Trait.COMMENT_AT_WORD) || tally.atWord();
    }

    private boolean block() {
        for (Block block : lexis.blocks()) {
            if (tally.stands(block.open())) {
                block(block);
                return true;
            }
        }
        return false;
    }

    private void block(Block block) {
        int depth = 1;
        tally.step(block.open().length(), true);
        while (depth > 0 && !tally.atEnd()) {
            if (tally.stands(block.close())) {
                depth--;
                tally.step(block.close().length(), true);
            } else if (block.nested() && tally.stands(block.open())) {
                depth++;
                tally.step(block.open().length(), true);
            } else {
                tally.step(1, true);
            }
        }
    }

    /** The letter of {@code r"""…"""} belongs to the remark that it opens. */
    private boolean remarkPrefix() {
        boolean letter = "rRuU".indexOf(tally.peek(0)) >= 0;
        boolean threeQuotes = (tally.peek(1) == '"' || tally.peek(1) == '\'')
                && tally.peek(2) == tally.peek(1)
                && tally.peek(3) == tally.peek(1);
        if (!letter || !threeQuotes || !isRemark()) {
            return false;
        }
        tally.step(1, true);
        return true;
    }

    private boolean string() {
        if (lexis.has(Trait.QUOTE_AT_WORD) && !tally.atWord()) {
            return false;
        }
        for (Quote quote : lexis.strings()) {
            if (tally.stands(quote.mark())) {
                string(quote, quote.lines() && isRemark());
                return true;
            }
        }
        return false;
    }

    private boolean isRemark() {
        return lexis.has(Trait.DOCUMENTATION_STRINGS) && tally.lineHasNoCode() && !tally.lastCodeIsOneOf(BEFORE_VALUE);
    }

    private void string(Quote quote, boolean remark) {
        tally.step(quote.mark().length(), remark);
        while (!tally.atEnd() && !tally.stands(quote.mark())) {
            if (tally.peek(0) == '\n' && !quote.lines()) {
                return;
            }
            tally.step(quote.escapes() && tally.peek(0) == '\\' ? 2 : 1, remark);
        }
        tally.step(quote.mark().length(), remark);
    }
}
