package io.techinsights.standalone.embedded.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;

/** One request and its answer, in the words of the protocol. */
record Exchange(RoutingContext context) {
    static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String PLAIN_MEDIA_TYPE = "application/json";

    String subject() {
        return context.pathParam("subject");
    }

    String version() {
        return context.pathParam("version");
    }

    /**
     * The schema id of the path.
     *
     * @throws RegistryProblem 40403 where it is no number, as no schema has such an id
     */
    int id() {
        String id = context.pathParam("id");
        try {
            return Integer.parseInt(id);
        } catch (NumberFormatException e) {
            throw RegistryProblem.schemaNotFound("Schema " + id);
        }
    }

    /** Whether a query parameter says {@code true}. */
    boolean flag(String name) {
        return "true".equalsIgnoreCase(context.request().getParam(name));
    }

    /** A query parameter, empty where it is not given. */
    String parameter(String name) {
        return context.request().getParam(name, "");
    }

    /**
     * The body.
     *
     * @throws RegistryProblem 400 where it is no JSON object
     */
    JsonNode body() {
        Buffer buffer = context.body().buffer();
        JsonNode json;
        try {
            json = Json.parse(buffer == null ? "" : buffer.toString(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw RegistryProblem.badRequest("The body cannot be read: " + e.getMessage());
        }
        if (!json.isObject()) {
            throw RegistryProblem.badRequest("The body must be a JSON object, but is " + json.getNodeType());
        }
        return json;
    }

    /** The schema in the body. */
    Schema schema() {
        return SchemaText.of(body());
    }

    void answer(JsonNode json) {
        answer(200, json);
    }

    void answer(int status, JsonNode json) {
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        boolean plain = accept != null && accept.startsWith(PLAIN_MEDIA_TYPE);
        var response = context.response();
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, plain ? PLAIN_MEDIA_TYPE : MEDIA_TYPE)
                .end(Json.write(json))
                .onFailure(context::fail);
    }
}
