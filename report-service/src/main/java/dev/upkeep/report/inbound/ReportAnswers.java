package dev.upkeep.report.inbound;

import dev.upkeep.platform.http.ProblemException;
import dev.upkeep.report.ReportConfig;
import dev.upkeep.report.application.ReportCodec;
import dev.upkeep.report.application.ReportReader;
import dev.upkeep.report.application.Workbench;
import dev.upkeep.report.domain.Report;
import dev.upkeep.report.inbound.rendering.CsvReport;
import dev.upkeep.report.inbound.rendering.GitLabReport;
import dev.upkeep.report.inbound.rendering.HtmlReport;
import dev.upkeep.report.inbound.rendering.MarkdownReport;
import dev.upkeep.report.inbound.rendering.PageStyle;
import dev.upkeep.report.inbound.rendering.ReportFormat;
import dev.upkeep.report.inbound.rendering.SarifReport;
import dev.upkeep.report.inbound.rendering.TextReport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Reports as HTTP answers: the format that was asked for, with an ETag, since the report of an analysis never changes. */
@ApplicationScoped
class ReportAnswers {

    private final ReportReader reader;
    private final HtmlReport html;
    private final Workbench workbench;
    private final ReportConfig config;
    private final ReportCodec codec = new ReportCodec();

    ReportAnswers(ReportReader reader, HtmlReport html, Workbench workbench, ReportConfig config) {
        this.reader = reader;
        this.html = html;
        this.workbench = workbench;
        this.config = config;
    }

    /** The format of a suffix such as {@code .md}; without one, the format that the caller accepts. */
    static ReportFormat format(String suffix, HttpHeaders headers) {
        if (suffix.isEmpty()) {
            return ReportFormat.accepted(headers.getAcceptableMediaTypes())
                    .orElseThrow(() -> new ProblemException(
                            406, "No such format", "A report comes as JSON, Markdown, HTML, text, SARIF and CSV."));
        }
        return ReportFormat.ofSuffix(suffix.substring(1))
                .orElseThrow(() -> new ProblemException(
                        404,
                        "No such format",
                        "The suffixes are .json, .md, .html, .txt, .sarif, .csv, .gitlab.json."));
    }

    /** The report of an analysis in that format; 304 where the caller has it, 404 where there is none. */
    Uni<Response> answer(UUID analysisId, ReportFormat format, Request request) {
        EntityTag tag = new EntityTag(analysisId + "-" + format.suffix() + "-" + config.version());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return Uni.createFrom().item(headers(unchanged, tag).build());
        }
        return reader.json(analysisId)
                .map(json -> json.orElseThrow(() -> missing(analysisId)))
                .chain(json -> render(json, format))
                .map(body -> headers(Response.ok(body), tag)
                        .header(HttpHeaders.CONTENT_TYPE, format.contentType())
                        .header("Content-Location", "/api/v1/analyses/" + analysisId + "/report." + format.suffix())
                        .header("Content-Security-Policy", PageStyle.POLICY)
                        .header("X-Content-Type-Options", "nosniff")
                        .build());
    }

    /** The report of an analysis, opened. */
    Uni<Report> report(UUID analysisId) {
        return reader.json(analysisId)
                .map(json -> json.orElseThrow(() -> missing(analysisId)))
                .chain(json -> workbench.compute(() -> codec.decode(json)));
    }

    /** The analysis whose report stands for the repository; 404 where there is none. */
    Uni<UUID> current(String repositoryId) {
        return reader.current(repositoryId)
                .map(current -> current.orElseThrow(() -> new ProblemException(
                        404,
                        "No report",
                        "There is no repository of this id, or none of its analyses has ended yet.")));
    }

    private Uni<Object> render(byte[] json, ReportFormat format) {
        return switch (format) {
            case JSON, VERSIONED_JSON -> Uni.createFrom().item(json);
            case HTML -> opened(json).chain(html::render).map(page -> page);
            case MARKDOWN -> workbench.compute(() -> MarkdownReport.render(codec.decode(json)));
            case TEXT -> workbench.compute(() -> TextReport.render(codec.decode(json)));
            case SARIF -> workbench.compute(() -> SarifReport.render(codec.decode(json)));
            case CSV -> workbench.compute(() -> CsvReport.render(codec.decode(json)));
            case GITLAB -> workbench.compute(() -> GitLabReport.render(codec.decode(json)));
        };
    }

    private Uni<Report> opened(byte[] json) {
        return workbench.compute(() -> codec.decode(json));
    }

    private static Response.ResponseBuilder headers(Response.ResponseBuilder response, EntityTag tag) {
        return response.tag(tag)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    private static ProblemException missing(UUID analysisId) {
        return new ProblemException(
                404,
                "No report",
                "There is no report of this analysis: it has not ended, was refused, or is too old. See /api/v1/analyses/"
                        + analysisId + ".");
    }
}
