package io.techinsights.schemas.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON as every client of Tech Insights knows it: JavaScript's. Duplicate keys and trailing text are errors; a number is
 * a double and is written the short way.
 */
public final class Json {
    /** The largest magnitude below which every integer is a double of its own (JavaScript's Number.MAX_SAFE_INTEGER). */
    private static final double MAX_SAFE_INTEGER = 9007199254740991d;

    /** Shared and immutable. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final ObjectReader PARSER = MAPPER.reader();
    private static final ObjectReader OWN = MAPPER.reader()
            .without(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /**
     * Reads what {@link #write} wrote: as {@link #parse} does, but that nobody looks for what cannot be there: a key that stands
     * twice, or something behind the document.
     *
     * @throws IllegalArgumentException where the text is not JSON
     */
    public static JsonNode parseOwn(String text) {
        return parse(OWN, text);
    }

    /**
     * Reads one JSON document.
     *
     * @throws IllegalArgumentException where the text is not JSON; the message names line and column
     */
    public static JsonNode parse(String text) {
        return parse(PARSER, text);
    }

    private static JsonNode parse(ObjectReader reader, String text) {
        try {
            JsonNode node = reader.readTree(text);
            if (node.isMissingNode()) {
                throw new IllegalArgumentException("Empty text is not JSON");
            }
            return node;
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new IllegalArgumentException("Not JSON" + where + ": " + e.getOriginalMessage(), e);
        }
    }

    /** What is written as this very text, which is JSON; nobody can look into it. */
    public static JsonNode raw(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    static JsonNode raw(byte[] utf8) {
        return new POJONode(new RawValue(new RawText(utf8)));
    }

    /** Writes a node in one line. */
    public static String write(JsonNode node) {
        if (node instanceof JsonText known) {
            return known.text();
        }
        String plain = plain(node);
        return plain == null ? generated(node) : plain;
    }

    private static String generated(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** What needs no generator, since there is nothing in it to be escaped; null for all else. */
    static @Nullable String plain(JsonNode node) {
        if (node instanceof BooleanNode) {
            return String.valueOf(node.booleanValue());
        }
        if (node instanceof LongNode) {
            return String.valueOf(node.longValue());
        }
        if (node instanceof DoubleNode) {
            return Double.isFinite(node.doubleValue()) ? NumberOutput.toString(node.doubleValue(), true) : null;
        }
        return node instanceof TextNode && isPlain(node.textValue()) ? '"' + node.textValue() + '"' : null;
    }

    static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** An empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** An empty array. */
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** A number as JavaScript holds it: a double, with an integral one kept as a long where that is exact. */
    public static JsonNode number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return NullNode.getInstance();
        }
        boolean integral = value == Math.rint(value) && Math.abs(value) <= MAX_SAFE_INTEGER;
        return integral ? LongNode.valueOf((long) value) : DoubleNode.valueOf(value);
    }

    /** The same JSON with every number as JavaScript would hold it, so that equal values have one form. */
    public static JsonNode canonical(JsonNode node) {
        if (node.isNumber()) {
            return number(node.doubleValue());
        }
        if (node.isArray()) {
            ArrayNode copy = array();
            node.forEach(element -> copy.add(canonical(element)));
            return copy;
        }
        if (node.isObject()) {
            ObjectNode copy = object();
            node.properties().forEach(field -> copy.set(field.getKey(), canonical(field.getValue())));
            return copy;
        }
        return node;
    }
}
