package dev.upkeep.report.inbound;

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
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jboss.resteasy.reactive.RestPath;

/** The rules as pages for people; HTML in a rule's text is shown, not run. */
@Path("/rules")
public class RulePageResource {

    private final RulePages pages;
    private final Engine engine;
    private final Parser parser =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build();

    RulePageResource(RulePages pages, Engine engine) {
        this.pages = pages;
        this.engine = engine;
    }

    /** The index of rules. */
    @GET
    public Uni<Response> index() {
        return page(engine.getTemplate("rules.html").data("rules", RuleView.all(pages)));
    }

    /** The page of a rule. */
    @GET
    @Path("/{area}/{problem}")
    public Uni<Response> page(@RestPath String area, @RestPath String problem) {
        String id = area + "/" + problem;
        RuleDocument document = pages.page(id);
        return page(engine.getTemplate("rule.html")
                .data("rule", RuleView.of(id, document))
                .data("text", new RawString(renderer.render(parser.parse(document.markdown())))));
    }

    private static Uni<Response> page(TemplateInstance template) {
        return PageStyle.render(template)
                .map(page -> Response.ok(page)
                        .header(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                        .header("Content-Security-Policy", PageStyle.POLICY)
                        .build());
    }
}
