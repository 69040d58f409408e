package dev.upkeep.report.inbound.rendering;

import dev.upkeep.report.domain.Report;
import io.quarkus.qute.Engine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The report as one self-contained page: no script, no foreign address, its style inside. */
@ApplicationScoped
public class HtmlReport {

    private final Engine engine;

    HtmlReport(Engine engine) {
        this.engine = engine;
    }

    /** The page; {@code text/html}, UTF-8. */
    public Uni<String> render(Report report) {
        return PageStyle.render(engine.getTemplate("report.html").data("page", ReportLayout.of(report)));
    }
}
