package dev.upkeep.report.inbound;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema of {@code .upkeep.yaml}, for editors. Its address never changes; a new major version gets a new one. */
@Path("/schemas")
public class SchemaResource {

    private static final String FILE = "/dev/upkeep/report/schemas/upkeep.v1.json";

    @GET
    @Path("/upkeep.v1.json")
    @Produces("application/schema+json")
    public String settings() {
        try (InputStream schema = SchemaResource.class.getResourceAsStream(FILE)) {
            if (schema == null) {
                throw new IllegalStateException("packaged without " + FILE);
            }
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }
}
