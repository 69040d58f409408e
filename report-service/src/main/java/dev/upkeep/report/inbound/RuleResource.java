package dev.upkeep.report.inbound;

import dev.upkeep.platform.http.ProblemException;
import dev.upkeep.report.inbound.rendering.PageStyle;
import io.quarkus.qute.Engine;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jboss.resteasy.reactive.RestPath;

/** The rules that Upkeep knows, with the page of each. */
@Path("/")
public class RuleResource {

    private final RulePages pages;
    private final Engine engine;
    private final Parser parser =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build();

    RuleResource(RulePages pages, Engine engine) {
        this.pages = pages;
        this.engine = engine;
    }

    /** All rules by id. */
    @GET
    @Path("/api/v1/rules")
    public PageView<RuleView> rules() {
        return new PageView<>(
                pages.all().entrySet().stream()
                        .map(entry -> RuleView.of(entry.getKey(), entry.getValue()))
                        .toList(),
                null);
    }

    /** The page of a rule, as text. */
    @GET
    @Path("/api/v1/rules/{area}/{problem}")
    public Map<String, Object> rule(@RestPath String area, @RestPath String problem) {
        RuleDocument document = document(area + "/" + problem);
        return Map.of("id", area + "/" + problem, "facts", document.facts(), "markdown", document.markdown());
    }

    /** The index of rules, for people. */
    @GET
    @Path("/rules")
    public Uni<Response> index() {
        return page(engine.getTemplate("rules.html").data("rules", rules().items()));
    }

    /** The page of a rule, for people. */
    @GET
    @Path("/rules/{area}/{problem}")
    public Uni<Response> page(@RestPath String area, @RestPath String problem) {
        String id = area + "/" + problem;
        RuleDocument document = document(id);
        return page(engine.getTemplate("rule.html")
                .data("rule", RuleView.of(id, document))
                .data("text", new RawString(renderer.render(parser.parse(document.markdown())))));
    }

    private RuleDocument document(String id) {
        RuleDocument document = pages.all().get(id);
        if (document == null) {
            throw new ProblemException(
                    404,
                    "No such rule",
                    "Upkeep has no rule " + id
                            + ". One that a repository brings itself stands in its folder .upkeep/rules, at the"
                            + " commit that was analysed.");
        }
        return document;
    }

    private static Uni<Response> page(TemplateInstance template) {
        return PageStyle.render(template)
                .map(page -> Response.ok(page)
                        .header(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                        .header("Content-Security-Policy", PageStyle.POLICY)
                        .build());
    }

    /** A rule in a list. */
    public record RuleView(String id, String title, String category, String severity, String status, String page) {

        static RuleView of(String id, RuleDocument document) {
            return new RuleView(
                    id,
                    document.fact("title"),
                    document.fact("category"),
                    document.fact("severity"),
                    document.fact("status"),
                    "/rules/" + id);
        }
    }
}
