package io.techinsights.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Requests of the Confluent Schema Registry REST protocol. What is not a success is thrown as it is meant. */
final class RegistryRest {
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI base;
    private final HttpClient http;

    RegistryRest(URI base) {
        this.base = URI.create(base.toString().replaceAll("/+$", "") + "/");
        this.http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    }

    URI base() {
        return base;
    }

    JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    JsonNode post(String path, ObjectNode body) {
        return send(request(path)
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                .build());
    }

    void put(String path, ObjectNode body) {
        send(request(path)
                .PUT(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .header("Accept", MEDIA_TYPE)
                .header("Content-Type", MEDIA_TYPE);
    }

    private JsonNode send(HttpRequest request) {
        HttpResponse<String> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new RegistryException.Unavailable(
                    "Schema registry " + base + " does not answer: " + e.getMessage() + " ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException.Unavailable("Interrupted while asking schema registry " + base, e);
        }
        JsonNode body = parse(response);
        if (response.statusCode() / 100 == 2) {
            return body;
        }
        String message = request.method() + " " + request.uri() + " answered " + response.statusCode() + ": "
                + body.path("message").asText(response.body());
        if (response.statusCode() / 100 == 4 && response.statusCode() != 429 && response.statusCode() != 408) {
            throw new RegistryException.Refused(body.path("error_code").asInt(response.statusCode()), message);
        }
        throw new RegistryException.Unavailable(message, null);
    }

    private static JsonNode parse(HttpResponse<String> response) {
        try {
            return Json.parse(response.body());
        } catch (IllegalArgumentException e) {
            if (response.statusCode() / 100 == 2) {
                throw new RegistryException.Unavailable(response.uri() + " answered no JSON: " + e.getMessage(), e);
            }
            return Json.object();
        }
    }

    /** A subject as a part of a path. */
    static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
