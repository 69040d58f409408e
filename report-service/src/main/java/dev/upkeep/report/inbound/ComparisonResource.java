package dev.upkeep.report.inbound;

import dev.upkeep.platform.http.ProblemException;
import dev.upkeep.report.application.ReportArchive;
import dev.upkeep.report.application.Transactions;
import dev.upkeep.report.domain.BudgetCut;
import dev.upkeep.report.domain.Comparison;
import dev.upkeep.report.domain.ReportEntry;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Reports of one repository against each other, and its plan against a budget. */
@Path("/api/v1/repositories/{id}")
public class ComparisonResource {

    private static final int MOST = 500;
    private static final Pattern BUDGET = Pattern.compile("(\\d{1,5})([mhd])");

    private final Transactions transactions;
    private final ReportArchive archive;
    private final ReportAnswers answers;

    ComparisonResource(Transactions transactions, ReportArchive archive, ReportAnswers answers) {
        this.transactions = transactions;
        this.archive = archive;
        this.answers = answers;
    }

    /** What is new and what is fixed between two reports; each is named by analysis id or the beginning of its commit. */
    @GET
    @Path("/compare")
    public Uni<Comparison> compare(
            @RestPath String id, @QueryParam("base") @Nullable String base, @QueryParam("head") @Nullable String head) {
        return transactions
                .inOne(() -> archive.entries(id, MOST))
                .chain(entries -> Uni.combine()
                        .all()
                        .unis(
                                answers.report(find(entries, "base", base).analysisId()),
                                answers.report(find(entries, "head", head).analysisId()))
                        .asTuple())
                .map(both -> Comparison.of(both.getItem1(), both.getItem2()));
    }

    /** The figures of the kept reports, oldest commit first. */
    @GET
    @Path("/trends")
    public Uni<List<EntryView>> trends(@RestPath String id) {
        return transactions
                .inOne(() -> archive.entries(id, MOST))
                .map(entries -> entries.reversed().stream().map(EntryView::of).toList());
    }

    /** The plan: as scoring cut it, or what fits into a budget such as {@code 90m}, {@code 40h} or {@code 5d}. */
    @GET
    @Path("/plan")
    public Uni<Object> plan(@RestPath String id, @QueryParam("budget") @Nullable String budget) {
        return answers.current(id)
                .chain(answers::report)
                .map(report ->
                        budget == null ? report.plan() : BudgetCut.of(report.recommendations(), minutes(budget)));
    }

    private static int minutes(String budget) {
        Matcher matcher = BUDGET.matcher(budget);
        if (!matcher.matches()) {
            throw ProblemException.invalid("budget", "A budget is a number of minutes, hours or days: 90m, 40h, 5d.");
        }
        int unit = switch (matcher.group(2)) {
            case "m" -> 1;
            case "h" -> 60;
            default -> 8 * 60;
        };
        return Integer.parseInt(matcher.group(1)) * unit;
    }

    private static ReportEntry find(List<ReportEntry> entries, String parameter, @Nullable String name) {
        if (name == null || name.isEmpty()) {
            throw ProblemException.invalid(parameter, "Name an analysis id or a commit.");
        }
        return entries.stream()
                .filter(entry -> entry.analysisId().toString().equals(name)
                        || entry.commit().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        404, "No such report", "No kept report of this repository is of " + name + "."));
    }
}
