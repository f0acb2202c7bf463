package io.techinsights.streams.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads JSON bodies as upstream's server does: an object or a list, and errors in its words and shape. */
final class JsonBody {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();
    private static final int CONTEXT = 10;

    private JsonBody() {}

    static JsonNode parse(String text) {
        String start = text.stripLeading();
        if (!start.isEmpty() && start.charAt(0) != '{' && start.charAt(0) != '[') {
            throw malformed(
                    text, "Unexpected token '" + start.charAt(0) + "', \"" + excerpt(start) + " is not valid JSON");
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String where = at == null ? "" : " (line " + at.getLineNr() + " column " + at.getColumnNr() + ")";
            String what = e.getOriginalMessage().lines().findFirst().orElse("Malformed");
            throw malformed(text, what + " in JSON" + where);
        }
    }

    private static String excerpt(String text) {
        return text.length() <= 4 * CONTEXT ? text + "\"" : text.substring(0, CONTEXT) + "\"...";
    }

    private static ApiException malformed(String text, String message) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("expose", true);
        details.put("statusCode", 400);
        details.put("status", 400);
        details.put("body", text);
        details.put("type", "entity.parse.failed");
        return new ApiException(400, "SyntaxError", message, details);
    }
}
