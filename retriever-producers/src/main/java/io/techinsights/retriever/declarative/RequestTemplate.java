package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.streams.config.Section;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request with values of an entity in it.
 *
 * @param headers by name, whatever its case
 */
record RequestTemplate(
        UrlTemplate url,
        String method,
        Map<String, Template> headers,
        @Nullable BodyTemplate body) {
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String METHODS = "GET|POST|PUT";
    private static final UrlTemplate NOWHERE = UrlTemplate.of("http://localhost/");

    /** Reads {@code url}, {@code method}, {@code headers} and {@code body} of a section; its end is the caller's. */
    static RequestTemplate read(Section request) {
        if (!request.has("url")) {
            request.problem(
                    "url",
                    "is missing, expected an http or https URL (a file writes $${…} for a value of an entity, since"
                            + " ${…} is the environment's)");
        }
        Optional<UrlTemplate> url = request.parse("url", json -> UrlTemplate.of(json.asText()));
        Map<String, Template> headers = headers(request);
        headers.putIfAbsent("Accept", Template.of("application/json"));
        Optional<BodyTemplate> body = body(request, headers);
        String method = request.parse("method", RequestTemplate::method).orElse(body.isPresent() ? "POST" : "GET");
        if (body.isPresent() && method.equals("GET")) {
            request.problem("method", "is GET, which has no body; expected POST or PUT");
        }
        return new RequestTemplate(url.orElse(NOWHERE), method, headers, body.orElse(null));
    }

    private static String method(JsonNode json) {
        String method = json.asText().toUpperCase(Locale.ROOT);
        if (!method.matches(METHODS)) {
            throw new IllegalArgumentException("is " + json + ", expected one of " + METHODS.replace("|", ", "));
        }
        return method;
    }

    private static Map<String, Template> headers(Section request) {
        Map<String, Template> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.parse("headers", RequestTemplate::map).ifPresent(map -> {
            Section section = request.section("headers");
            map.fieldNames()
                    .forEachRemaining(name -> section.parse(name, json -> header(name, json))
                            .ifPresent(template -> headers.put(name, template)));
            section.done();
        });
        return headers;
    }

    private static ObjectNode map(JsonNode json) {
        if (json instanceof ObjectNode map) {
            return map;
        }
        throw new IllegalArgumentException("is " + json + ", expected a map of name to text");
    }

    private static Template header(String name, JsonNode json) {
        HeaderRules.name(name);
        if (!json.isValueNode() || !HeaderRules.isValue(json.asText())) {
            throw new IllegalArgumentException("is " + json + ", expected a text of printable ASCII");
        }
        return Template.of(json.asText());
    }

    private static Optional<BodyTemplate> body(Section request, Map<String, Template> headers) {
        if (!request.has("body")) {
            return Optional.empty();
        }
        headers.putIfAbsent(CONTENT_TYPE, Template.of("application/json"));
        String contentType = headers.get(CONTENT_TYPE).text();
        return request.parse("body", json -> BodyTemplate.of(json, contentType));
    }

    /**
     * The request of this entity.
     *
     * @throws SkippedException where a value is not there
     * @throws ObservationException where a value cannot stand where it is to
     */
    HttpCall render(JsonNode scope) throws SkippedException, ObservationException {
        Map<String, String> rendered = new TreeMap<>();
        for (Map.Entry<String, Template> header : headers.entrySet()) {
            rendered.put(header.getKey(), header.getValue().render(scope, RequestTemplate::withinHeader));
        }
        return new HttpCall(method, url.render(scope), rendered, body == null ? null : body.render(scope));
    }

    private static String withinHeader(String value, Template.Part.Value place) throws ObservationException {
        if (!HeaderRules.isValue(value)) {
            throw new ObservationException(
                    place.path().text() + " cannot stand in a header, which takes printable ASCII");
        }
        return value;
    }
}
