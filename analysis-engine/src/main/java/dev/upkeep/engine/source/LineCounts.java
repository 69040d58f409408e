package dev.upkeep.engine.source;

public record LineCounts(int lines, int code, int comment, int blank) {
    public static LineCounts of(byte[] c, Language l) {
        int n = 0;
        for (byte b : c) if (b == '\n') n++;
        return new LineCounts(n, n, 0, 0);
    }
}
