package io.techinsights.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.techinsights.streams.http.Api;
import io.techinsights.streams.http.Reply;
import io.techinsights.streams.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Serves the OpenAPI document of all routes. */
final class OpenApiRoutes implements Routes {
    private static final String PERMISSION = "tech-insights.check.read";

    @Override
    public void bindTo(Api api) {
        JsonNode document = document();
        api.get("/openapi.json", PERMISSION, request -> Reply.ok(document));
    }

    static JsonNode document() {
        try (InputStream resource = OpenApiRoutes.class.getResourceAsStream("/openapi.yaml")) {
            return new YAMLMapper().readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
