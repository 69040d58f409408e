package dev.upkeep.report.inbound;

import dev.upkeep.report.application.ReportArchive;
import dev.upkeep.report.application.Transactions;
import dev.upkeep.report.domain.ReportEntry;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/** All repositories at once: where help is needed first. */
@Path("/api/v1/portfolio")
public class PortfolioResource {

    private static final int MOST = 5_000;

    private final Transactions transactions;
    private final ReportArchive archive;

    PortfolioResource(Transactions transactions, ReportArchive archive) {
        this.transactions = transactions;
        this.archive = archive;
    }

    /** The sums over all current reports, and the repositories by impact, highest first. */
    @GET
    public Uni<PortfolioView> portfolio() {
        return transactions
                .inOne(() -> archive.currentEntries(null, null, MOST))
                .map(PortfolioView::of);
    }

    /**
     * All repositories at once.
     *
     * @param impact the sum of the scores of all recommendations
     */
    public record PortfolioView(
            int count,
            int findings,
            int critical,
            int high,
            int plannedMinutes,
            double impact,
            List<RepositoryView> repositories) {

        static PortfolioView of(List<ReportEntry> entries) {
            return new PortfolioView(
                    entries.size(),
                    sum(entries, ReportEntry::findings),
                    sum(entries, ReportEntry::critical),
                    sum(entries, ReportEntry::high),
                    sum(entries, ReportEntry::plannedMinutes),
                    entries.stream().mapToDouble(ReportEntry::impact).sum(),
                    entries.stream()
                            .sorted(Comparator.comparingDouble(ReportEntry::impact)
                                    .reversed()
                                    .thenComparing(entry -> entry.repository().id()))
                            .map(RepositoryView::of)
                            .toList());
        }

        private static int sum(List<ReportEntry> entries, ToIntFunction<ReportEntry> figure) {
            return entries.stream().mapToInt(figure).sum();
        }
    }
}
