package dev.upkeep.report.domain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Figures and foreign text in the words of the report: the same in every format, whatever the machine's locale. */
public final class Wording {

    private static final String FOLDER = "tree-";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int WORKING_DAY_MINUTES = 8 * 60;

    private Wording() {}

    /** {@code 1 finding}, {@code 1,204 findings}; the plural is the noun and {@code s}. */
    public static String count(long number, String noun) {
        String plural = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
        return number(number) + " " + (number == 1 ? noun : plural);
    }

    /** Digits in groups of three. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** At most two decimals, none where they are zero: {@code 1,734.5}, {@code 0.1}, {@code 100}. */
    public static String number(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return number((long) number);
        }
        String digits = String.format(Locale.ROOT, Math.abs(number) < 0.01 ? "%,.4f" : "%,.2f", number);
        return digits.replaceAll("0+$", "");
    }

    /** {@code 45 min}, {@code 3.5 h}; from three working days of eight hours on also the days. */
    public static String duration(int minutes) {
        if (minutes < 60) {
            return minutes + " min";
        }
        String hours = number(Math.round(minutes / 6.0) / 10.0) + " h";
        return minutes < 3 * WORKING_DAY_MINUTES
                ? hours
                : hours + " (" + number(Math.round(minutes / (double) WORKING_DAY_MINUTES)) + " days)";
    }

    /** A share of 0 to 1 in whole per cent; what is not nothing is never {@code 0 %}. */
    public static String share(double share) {
        long percent = Math.round(share * 100);
        return percent == 0 && share > 0 ? "under 1 %" : percent + " %";
    }

    /** Bytes with a binary unit: {@code 812 bytes}, {@code 1.4 MiB}. */
    public static String bytes(long bytes) {
        if (bytes < 1024) {
            return count(bytes, "byte");
        }
        boolean mebi = bytes >= 1024 * 1024;
        double amount = bytes / (mebi ? 1024.0 * 1024.0 : 1024.0);
        return String.format(Locale.ROOT, mebi ? "%,.1f MiB" : "%,.0f KiB", amount);
    }

    /** Enough of a commit's id, or of the digest of a folder that has no commits, to tell it from others. */
    public static String shortSha(String sha) {
        int length = (isFolder(sha) ? FOLDER.length() : 0) + 12;
        return sha.length() > length ? sha.substring(0, length) : sha;
    }

    /** Whether this is no commit but the state of a folder without Git. */
    public static boolean isFolder(String sha) {
        return sha.startsWith(FOLDER);
    }

    /** {@code 2026-01-31 12:30 UTC}. */
    public static String moment(Instant time) {
        return MOMENT.format(time);
    }

    /** {@code path:line}, safe to print. */
    public static String place(String path, int line) {
        return printable(path) + ":" + line;
    }

    /**
     * Text from a repository that can be shown anywhere: control characters and the invisible ones that turn or hide
     * text are written as escapes, so that a file name can neither break a line nor steer a terminal.
     */
    public static String printable(String text) {
        if (text.codePoints().noneMatch(Wording::steers)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            if (character == '\n') {
                safe.append("\\n");
            } else if (steers(character)) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                safe.appendCodePoint(character);
            }
        });
        return safe.toString();
    }

    /** A message on one line: white space of any kind becomes one blank, the rest is {@link #printable}. */
    public static String oneLine(String text) {
        return printable(text.strip().replaceAll("\\s+", " "));
    }

    private static boolean steers(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
