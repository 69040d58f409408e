package dev.upkeep.engine.detect.loadtest;

import dev.upkeep.engine.detect.loadtest.LoadTestResult.Figure;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people call the figures of a load test when they print them themselves. */
final class Labels {

    private static final Pattern VALUE =
            Pattern.compile("^[^0-9.-]{0,3}(-?[0-9][0-9,_ ]*(?:\\.[0-9]+)?)\\s*([a-zA-Zµμ%/]*).*", Pattern.DOTALL);

    private Labels() {}

    /** Which figure a label names; empty for all that is not certain. */
    static Optional<Figure> figure(String label) {
        String plain = label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return Optional.ofNullable(
                switch (plain) {
                    case "totalrequests",
                            "requests",
                            "requestcount",
                            "totalrequestcount",
                            "numrequests",
                            "requeststotal",
                            "requestssent",
                            "totalrequestssent",
                            "completerequests",
                            "completedrequests",
                            "requestsmade",
                            "totalreqs",
                            "totalrequestsmade",
                            "requeststotalcount",
                            "totalhttprequests" -> Figure.REQUESTS;
                    case "failedrequests",
                            "failed",
                            "failures",
                            "failurecount",
                            "errorcount",
                            "totalerrors",
                            "requestsfailed",
                            "totalfailures",
                            "failedcount",
                            "totalfailed",
                            "unsuccessfulrequests",
                            "failedrequestcount",
                            "failcount",
                            "errorscount",
                            "requestsfailedcount",
                            "requestserrors",
                            "failedreqs" -> Figure.FAILURES;
                    case "successfulrequests",
                            "successful",
                            "succeeded",
                            "successcount",
                            "requestssucceeded",
                            "successes",
                            "totalsuccessful",
                            "requestssuccessful",
                            "successfulrequestcount",
                            "successrequests",
                            "successfulcount",
                            "requestssuccess",
                            "totalsuccess" -> Figure.SUCCESSES;
                    case "successrate", "successpercentage", "successratepercent", "successpercent" ->
                        Figure.SUCCESS_PERCENT;
                    case "errorrate",
                            "failurerate",
                            "failrate",
                            "errorpercentage",
                            "errorratepercent",
                            "errorratepct",
                            "errorpct",
                            "failureratepercent",
                            "failedrate",
                            "errorpercent" -> Figure.ERROR_PERCENT;
                    case "p95",
                            "p95latency",
                            "latencyp95",
                            "p95responsetime",
                            "responsetimep95",
                            "p95ms",
                            "p95latencyms",
                            "latencyp95ms",
                            "95thpercentile",
                            "95percentile",
                            "percentile95",
                            "95thpercentilelatency",
                            "95thpercentileresponsetime",
                            "p95responsetimems",
                            "responsetimep95ms",
                            "p95time",
                            "p95duration",
                            "95thpercentilems",
                            "p95millis",
                            "p95respms",
                            "p95responsems",
                            "latencyp95response",
                            "responsetimesp95",
                            "latenciesp95",
                            "latencymsp95",
                            "responsetimemsp95",
                            "responsetimesmsp95",
                            "latencypercentilesp95",
                            "latencypercentilesmsp95",
                            "percentilesp95",
                            "p95ofrequests" -> Figure.P95_MILLIS;
                    case "requestspersecond",
                            "requestssec",
                            "reqsec",
                            "requestpersecond",
                            "rps",
                            "reqspersec",
                            "reqssec",
                            "requestss",
                            "actualrps",
                            "averagerps",
                            "avgrps",
                            "reqs",
                            "throughput",
                            "throughputrps",
                            "requestspersec",
                            "throughputreqsec",
                            "throughputreqs",
                            "qps",
                            "throughputrequestssec",
                            "requestspersecondaverage",
                            "requestspersecondavg",
                            "requestspersecondmean",
                            "rpsmean",
                            "rpsaverage",
                            "rpsavg",
                            "overallrps",
                            "averagethroughput" -> Figure.REQUESTS_PER_SECOND;
                    case "cpu",
                            "cpuusage",
                            "cpupercent",
                            "avgcpu",
                            "averagecpu",
                            "cpuusagepercent",
                            "maxcpu",
                            "peakcpu" -> Figure.CPU_PERCENT;
                    case "memory",
                            "memoryusage",
                            "memorymb",
                            "memoryusagemb",
                            "peakmemory",
                            "maxmemory",
                            "peakmemorymb",
                            "rss",
                            "rssmb",
                            "maxmemorymb" -> Figure.MEMORY_MEGABYTES;
                    default -> null;
                });
    }

    /**
     * The number in a text such as {@code 1,234.5 ms}, in the unit of its figure; empty where the unit is another kind
     * of thing, such as bytes per second for a throughput.
     */
    static Optional<Double> value(Figure figure, String text) {
        Matcher value = VALUE.matcher(text.strip());
        if (!value.matches()) {
            return Optional.empty();
        }
        double number = Double.parseDouble(value.group(1).replaceAll("[,_ ]", ""));
        return factor(figure, value.group(2).toLowerCase(Locale.ROOT)).map(factor -> factor * number);
    }

    private static Optional<Double> factor(Figure figure, String unit) {
        return switch (figure) {
            case P95_MILLIS -> unit.isEmpty() ? Optional.of(1.0) : Durations.millis(unit);
            case ERROR_PERCENT, SUCCESS_PERCENT, CPU_PERCENT -> unit.equals("%") ? Optional.of(1.0) : Optional.empty();
            case MEMORY_MEGABYTES -> megabytes(unit);
            case REQUESTS_PER_SECOND ->
                unit.isEmpty() || unit.startsWith("r") || unit.startsWith("/s") || unit.startsWith("op")
                        ? Optional.of(1.0)
                        : Optional.empty();
            case REQUESTS, FAILURES, SUCCESSES, SILENT_FAILURES ->
                unit.equals("%") || unit.startsWith("/") ? Optional.empty() : Optional.of(1.0);
        };
    }

    private static Optional<Double> megabytes(String unit) {
        return switch (unit) {
            case "mb", "mib", "m" -> Optional.of(1.0);
            case "gb", "gib", "g" -> Optional.of(1024.0);
            case "kb", "kib", "k" -> Optional.of(1 / 1024.0);
            default -> Optional.empty();
        };
    }
}
