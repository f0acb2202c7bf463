package io.techinsights.streams.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is answered to a request.
 *
 * @param body null for an answer without one
 */
public record Reply(int status, @Nullable JsonNode body, Map<String, String> headers) {
    /** The same with one more header. */
    public Reply with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Reply(status, body, all);
    }

    /** The same with more headers. */
    public Reply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, body, all);
    }

    /** 200 with this body. */
    public static Reply ok(JsonNode body) {
        return of(200, body);
    }

    /** Any status with a body. */
    public static Reply of(int status, @Nullable JsonNode body) {
        return new Reply(status, body, Map.of());
    }
}
