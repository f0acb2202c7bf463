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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Speaks the Confluent Schema Registry REST protocol, which Confluent, Apicurio ({@code /apis/ccompat/v7}), Karapace and
 * Redpanda serve. What it learns it keeps. Safe for use by many threads.
 */
public final class SchemaRegistryClient implements SchemaRegistry {
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI base;
    private final HttpClient http;
    private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    private record Registration(String subject, Schema schema) {}

    /**
     * @param base the registry's address, for example {@code http://localhost:8081}
     */
    public SchemaRegistryClient(URI base) {
        this.base = URI.create(base.toString().replaceAll("/+$", "") + "/");
        this.http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    }

    @Override
    public int register(String subject, Schema schema) {
        var registration = new Registration(subject, schema);
        Integer known = ids.get(registration);
        if (known != null) {
            return known;
        }
        ObjectNode body = Json.object().put("schema", schema.toString()).put("schemaType", "AVRO");
        String path = "subjects/" + encode(subject) + "/versions";
        JsonNode id = post(path, body).path("id");
        if (!id.isInt()) {
            throw new RegistryException.Unavailable("POST " + base + path + " answered no schema id", null);
        }
        ids.put(registration, id.intValue());
        schemas.putIfAbsent(id.intValue(), schema);
        return id.intValue();
    }

    @Override
    public Schema byId(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        JsonNode answer = send(request("schemas/ids/" + id).GET().build());
        try {
            Schema schema = new Schema.Parser().parse(answer.path("schema").asText());
            schemas.put(id, schema);
            return schema;
        } catch (AvroRuntimeException e) {
            throw new RegistryException.Refused(42201, "Schema " + id + " is not Avro: " + e.getMessage());
        }
    }

    /**
     * Sets the compatibility level of a subject, {@code FULL_TRANSITIVE} say.
     *
     * @throws RegistryException as the interface's methods do
     */
    public void setCompatibility(String subject, String level) {
        ObjectNode body = Json.object().put("compatibility", level);
        send(request("config/" + encode(subject))
                .PUT(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                .build());
    }

    private JsonNode post(String path, ObjectNode body) {
        return send(request(path)
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
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

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
