package io.techinsights.standalone.embedded.registry;

import static io.techinsights.standalone.embedded.registry.Answering.asking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.techinsights.schemas.json.Json;
import io.vertx.ext.web.Router;

/** {@code /schemas}: what an id stands for, whatever the subject. */
final class SchemaRoutes {
    private final RegistryQueries queries;

    SchemaRoutes(RegistryQueries queries) {
        this.queries = queries;
    }

    void bindTo(Router router) {
        router.get("/schemas/types").handler(asking(ask -> Json.array().add("AVRO")));
        router.get("/schemas/ids/:id").handler(asking(ask -> Json.object().put("schema", queries.schema(ask.id()))));
        router.get("/schemas/ids/:id/schema").handler(asking(ask -> Json.parse(queries.schema(ask.id()))));
        router.get("/schemas/ids/:id/subjects").handler(asking(this::subjects));
        router.get("/schemas/ids/:id/versions").handler(asking(this::versions));
    }

    private JsonNode subjects(Exchange ask) {
        ArrayNode subjects = Json.array();
        queries.usages(ask.id(), ask.flag("deleted")).stream()
                .map(SchemaVersion::subject)
                .distinct()
                .forEach(subjects::add);
        return subjects;
    }

    private JsonNode versions(Exchange ask) {
        ArrayNode versions = Json.array();
        queries.usages(ask.id(), ask.flag("deleted"))
                .forEach(usage ->
                        versions.addObject().put("subject", usage.subject()).put("version", usage.version()));
        return versions;
    }
}
