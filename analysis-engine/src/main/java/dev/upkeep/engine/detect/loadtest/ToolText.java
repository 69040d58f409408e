package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tools whose output for people is known, and the line with which a run of theirs begins. */
enum ToolText {
    WRK("^Running \\S+ test @ ", "threads and"),
    AUTOCANNON("^Running \\S+ test @ ", "^\\d+ connections"),
    AB("^Concurrency Level:\\s", ""),
    HEY("^Summary:\\s*$", "^\\s+Total:\\s+[0-9.]+ secs"),
    K6("http_req_duration[.: ]+.*p\\(95\\)=", ""),
    LOADTEST("^Target URL:\\s", "^Max (requests|time)"),
    VEGETA("^Requests\\s+\\[total, rate", "");

    private static final Pattern AB_COMPLETE = Pattern.compile("^Complete requests:\\s*(\\d+)");
    private static final Pattern AB_FAILED = Pattern.compile("^Failed requests:\\s*(\\d+)");
    private static final Pattern AB_RATE = Pattern.compile("^Requests per second:\\s*([0-9.]+)");
    private static final Pattern AB_95 = Pattern.compile("^\\s*95%\\s+([0-9.]+)\\s*$");
    private static final Pattern AB_REFUSED = Pattern.compile("^Non-2xx responses:\\s*(\\d+)");
    private static final Pattern AB_KINDS =
            Pattern.compile("\\(Connect: (\\d+), Receive: (\\d+), Length: \\d+, Exceptions: (\\d+)\\)");
    private static final Pattern K6_REQUESTS = Pattern.compile("\\bhttp_reqs[.: ]+(\\d+)\\s");
    private static final Pattern K6_RATE = Pattern.compile("\\bhttp_reqs[.: ]+\\d+\\s+([0-9.]+)/s");
    private static final Pattern K6_95 = Pattern.compile("\\bhttp_req_duration[.: ]+.*p\\(95\\)=(\\S+)");
    private static final Pattern K6_SHARE = Pattern.compile("\\bhttp_req_failed[.: ]+([0-9.]+)%");
    /** Newer versions say how many of how many; older ones how many were true, that is failed, and how many were not. */
    private static final Pattern K6_FAILED =
            Pattern.compile("\\bhttp_req_failed[.: ]+[0-9.]+%\\s+(?:✓ )?(\\d+)\\s+(?:out of|✗)");

    private static final Pattern LOADTEST_REQUESTS = Pattern.compile("^Completed requests:\\s+(\\d+)");
    private static final Pattern LOADTEST_ERRORS = Pattern.compile("^Total errors:\\s+(\\d+)");
    private static final Pattern LOADTEST_RATE =
            Pattern.compile("^(?:Effective rps|Requests per second):\\s+([0-9.]+)");
    private static final Pattern LOADTEST_95 = Pattern.compile("^\\s*95%\\s+([0-9.]+ ms)");

    private final Pattern start;
    private final Pattern next;

    ToolText(String start, String next) {
        this.start = Pattern.compile(start);
        this.next = Pattern.compile(next);
    }

    /** The tool of which a run begins at this line. */
    static Optional<ToolText> beginning(List<Line> lines, int at) {
        String following = at + 1 < lines.size() ? lines.get(at + 1).text() : "";
        return Arrays.stream(values())
                .filter(tool -> tool.start.matcher(lines.get(at).text()).find()
                        && tool.next.matcher(following).find())
                .findFirst();
    }

    Optional<LoadTestResult> read(List<Line> run) {
        return switch (this) {
            case WRK -> WrkText.read(run);
            case AUTOCANNON -> AutocannonText.read(run);
            case AB -> ab(run);
            case HEY -> HeyText.read(run);
            case K6 -> k6(run);
            case LOADTEST -> loadtest(run);
            case VEGETA -> VegetaText.read(run);
        };
    }

    /**
     * A refused request may also count as failed, because its length differs from the first one's; and where the pages
     * differ by themselves, good ones count as failed. So only what did not arrive, and what was refused, is counted.
     */
    private static Optional<LoadTestResult> ab(List<Line> run) {
        Figures figures = new Figures("ab")
                .put(Figure.REQUESTS, run, AB_COMPLETE)
                .put(Figure.REQUESTS_PER_SECOND, run, AB_RATE)
                .put(Figure.P95_MILLIS, run, AB_95);
        Optional<Line.Match> told = Line.first(run, AB_FAILED);
        Optional<Line.Match> refused = Line.first(run, AB_REFUSED);
        double lost = Line.first(run, AB_KINDS)
                .map(kinds -> kinds.number(1) + kinds.number(2) + kinds.number(3))
                .orElseGet(() -> told.map(found -> found.number(1)).orElse(0.0));
        told.or(() -> refused).ifPresent(found -> {
            int line = refused.map(Line.Match::line).filter(at -> lost == 0).orElse(found.line());
            figures.put(
                    Figure.FAILURES, lost + refused.map(each -> each.number(1)).orElse(0.0), line);
        });
        return figures.result();
    }

    private static Optional<LoadTestResult> k6(List<Line> run) {
        return new Figures("k6")
                .put(Figure.REQUESTS, run, K6_REQUESTS)
                .put(Figure.REQUESTS_PER_SECOND, run, K6_RATE)
                .put(Figure.FAILURES, run, K6_FAILED)
                .put(Figure.ERROR_PERCENT, run, K6_SHARE)
                .duration(Figure.P95_MILLIS, run, K6_95)
                .result();
    }

    /** The package {@code loadtest} of npm. */
    private static Optional<LoadTestResult> loadtest(List<Line> run) {
        return new Figures("loadtest")
                .put(Figure.REQUESTS, run, LOADTEST_REQUESTS)
                .put(Figure.FAILURES, run, LOADTEST_ERRORS)
                .put(Figure.REQUESTS_PER_SECOND, run, LOADTEST_RATE)
                .duration(Figure.P95_MILLIS, run, LOADTEST_95)
                .result();
    }
}
