package dev.upkeep.scoring.domain;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.regex.Pattern;

/** Figures in plain English; the same on every machine. */
final class Words {

    private static final String ENDS = ".!?…";
    private static final Pattern GOES_ON = Pattern.compile("[,;:\\s]+$");

    private static final int HOUR = 60;
    private static final int WORKING_DAY = 8 * HOUR;

    private Words() {}

    /** {@code 1 file}, {@code 12 files}, {@code 1,200 files}. */
    static String count(long count, String singular, String plural) {
        return decimal("#,##0", count) + " " + (count == 1 ? singular : plural);
    }

    /** Minutes below an hour, tenths of an hour below two working days, as reports show them, half days of eight hours beyond. */
    static String duration(int minutes) {
        if (minutes < HOUR) {
            return count(minutes, "minute", "minutes");
        }
        return minutes < 2 * WORKING_DAY ? parts(minutes, HOUR, 10, "hour") : parts(minutes, WORKING_DAY, 2, "day");
    }

    /** Hours whatever the length, rounded up to the next half: for budgets, which must suffice. */
    static String hours(int minutes) {
        int halves = Math.ceilDiv(Math.max(minutes, 0), HOUR / 2);
        return parts(halves * (HOUR / 2), HOUR, 2, "hour");
    }

    /** Two digits after the point below 1, one below 10, none above. */
    static String score(double score) {
        if (score < 0.005) {
            return "less than 0.01";
        }
        return decimal(score < 1 ? "0.##" : score < 10 ? "0.#" : "#,##0", score);
    }

    static String percent(double share) {
        return share > 0 && share < 0.005 ? "less than 1 %" : Math.round(share * 100) + " %";
    }

    /** The text with exactly one mark that ends a sentence; a quoted line of code may end in the middle of one. */
    static String sentence(String text) {
        String whole = GOES_ON.matcher(text.strip()).replaceFirst("");
        return !whole.isEmpty() && ENDS.indexOf(whole.charAt(whole.length() - 1)) >= 0 ? whole : whole + ".";
    }

    /** At most that many characters, cut where a reader sees that something is missing. */
    static String clipped(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    /** @param fineness how many parts of a unit are told apart */
    private static String parts(int minutes, int unit, int fineness, String name) {
        double units = (double) Math.round((double) fineness * minutes / unit) / fineness;
        return decimal("#,##0.#", units) + " " + (units == 1 ? name : name + "s");
    }

    private static String decimal(String pattern, Number value) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
