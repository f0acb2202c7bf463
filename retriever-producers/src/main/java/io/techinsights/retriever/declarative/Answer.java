package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.techinsights.schemas.json.Json;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a request was answered.
 *
 * @param bytes that the text took
 */
record Answer(HttpCall call, int status, HttpHeaders headers, String text, int bytes) {
    /** An answer that was received whole. */
    static Answer of(HttpCall call, HttpResponse<byte[]> response) {
        byte[] body = response.body();
        return new Answer(
                call, response.statusCode(), response.headers(), new String(body, StandardCharsets.UTF_8), body.length);
    }

    /** Whether it says that there is nothing at the URL. */
    boolean isMissing() {
        return status == 404 || status == 410;
    }

    /** Whether it says that nothing changed since the answer whose ETag was sent. */
    boolean isNotModified() {
        return status == 304;
    }

    /** Whether it is what was asked for. */
    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The first header of this name. */
    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /**
     * The JSON that it holds; missing where it is empty.
     *
     * @throws ObservationException where it is no JSON
     */
    JsonNode json() throws ObservationException {
        if (text.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return Json.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ObservationException(call + " was answered no JSON: " + e.getMessage(), e);
        }
    }

    /** The beginning of its text, in one line. */
    String excerpt() {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= 120 ? line : line.substring(0, 117) + "...";
    }
}
