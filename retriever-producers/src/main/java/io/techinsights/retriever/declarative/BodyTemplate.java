package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.schemas.json.Json;
import java.util.Map;

/**
 * The body of a request: JSON whose texts are templates, or a text of JSON or of a form. A value stays within the text
 * that it stands in.
 */
sealed interface BodyTemplate {
    /** JSON, as the configuration holds it. */
    record OfJson(JsonNode json) implements BodyTemplate {}

    /** A text. */
    record OfText(Template template, boolean form) implements BodyTemplate {}

    /**
     * Reads one.
     *
     * @param contentType what the request says of it
     * @throws IllegalArgumentException whose message goes on after the name of what was read
     */
    static BodyTemplate of(JsonNode body, String contentType) {
        boolean json = contentType.contains("json");
        boolean form = contentType.startsWith("application/x-www-form-urlencoded");
        if (!json && !form) {
            throw new IllegalArgumentException("has the Content-Type " + contentType
                    + ", expected one of JSON, or application/x-www-form-urlencoded");
        }
        if (body.isTextual()) {
            return new OfText(Template.of(body.textValue()), form);
        }
        if (form) {
            throw new IllegalArgumentException("is " + body + ", expected the text of a form");
        }
        requireTemplates(body);
        return new OfJson(body);
    }

    private static void requireTemplates(JsonNode node) {
        if (node.isTextual()) {
            Template.of(node.textValue());
        }
        node.forEach(BodyTemplate::requireTemplates);
    }

    /**
     * The body of this entity.
     *
     * @throws SkippedException where a value is not there
     * @throws ObservationException where a value cannot stand there
     */
    default String render(JsonNode scope) throws SkippedException, ObservationException {
        if (this instanceof OfText text) {
            return text.template()
                    .render(scope, (value, place) -> text.form() ? UrlTemplate.encoded(value) : withinJsonText(value));
        }
        return Json.write(rendered(((OfJson) this).json(), scope));
    }

    private static String withinJsonText(String value) {
        String quoted = Json.write(TextNode.valueOf(value));
        return quoted.substring(1, quoted.length() - 1);
    }

    private static JsonNode rendered(JsonNode node, JsonNode scope) throws SkippedException, ObservationException {
        if (node.isTextual()) {
            return TextNode.valueOf(Template.of(node.textValue()).render(scope, Template.Escape.NONE));
        }
        if (node.isArray()) {
            ArrayNode list = Json.array();
            for (JsonNode element : node) {
                list.add(rendered(element, scope));
            }
            return list;
        }
        if (node.isObject()) {
            ObjectNode map = Json.object();
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                map.set(entry.getKey(), rendered(entry.getValue(), scope));
            }
            return map;
        }
        return node;
    }
}
