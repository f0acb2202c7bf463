package io.techinsights.standalone.embedded.registry;

import static io.techinsights.standalone.embedded.registry.Answering.asking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import io.vertx.ext.web.Router;
import java.util.List;

/** {@code /compatibility}: whether a schema could be registered, and why not. */
final class CompatibilityRoutes {
    private final RegistryQueries queries;

    CompatibilityRoutes(RegistryQueries queries) {
        this.queries = queries;
    }

    void bindTo(Router router) {
        router.post("/compatibility/subjects/:subject/versions")
                .handler(asking(ask -> verdict(ask, queries.problems(ask.subject(), ask.schema()))));
        router.post("/compatibility/subjects/:subject/versions/:version")
                .handler(asking(ask -> verdict(ask, queries.problems(ask.subject(), ask.version(), ask.schema()))));
    }

    private static JsonNode verdict(Exchange ask, List<String> problems) {
        ObjectNode verdict = Json.object().put("is_compatible", problems.isEmpty());
        if (ask.flag("verbose")) {
            problems.forEach(verdict.putArray("messages")::add);
        }
        return verdict;
    }
}
