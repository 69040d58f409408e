package dev.upkeep.report.inbound;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;

/** The rules that Upkeep knows, for scripts. */
@Path("/api/v1/rules")
public class RuleResource {

    private final RulePages pages;

    RuleResource(RulePages pages) {
        this.pages = pages;
    }

    /** All rules by id. */
    @GET
    public PageView<RuleView> rules() {
        return new PageView<>(RuleView.all(pages), null);
    }

    /** The front matter and the text of a rule. */
    @GET
    @Path("/{area}/{problem}")
    public Map<String, Object> rule(@RestPath String area, @RestPath String problem) {
        String id = area + "/" + problem;
        RuleDocument document = pages.page(id);
        return Map.of("id", id, "facts", document.facts(), "markdown", document.markdown());
    }
}
