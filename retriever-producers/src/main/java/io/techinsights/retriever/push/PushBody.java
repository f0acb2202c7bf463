package io.techinsights.retriever.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.streams.http.ApiException;
import io.techinsights.streams.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rows that a request brings: a list of them or one, as JSON, or as CloudEvents.
 *
 * @param single whether the request is one row, and not a list that may hold one
 */
record PushBody(List<PushedItem> items, boolean single) {
    static final String IDEMPOTENCY_KEY = "idempotency-key";
    private static final int MAX_KEY = 255;
    private static final Pattern QUOTED = Pattern.compile("\"(.*)\"");

    PushBody {
        items = List.copyOf(items);
    }

    /**
     * Reads it.
     *
     * @param list the name that the list has, {@code facts} say
     * @throws ApiException 400 where it is nothing of the kind
     */
    static PushBody read(Request request, String list) {
        return CloudEventBody.read(request)
                .orElseGet(() -> of(
                        request.requiredBody(), request.header(IDEMPOTENCY_KEY).map(PushBody::key), list));
    }

    static PushBody of(JsonNode body, Optional<String> key, String list) {
        if (body.has("entity")) {
            return new PushBody(List.of(new PushedItem(body, key)), true);
        }
        JsonNode rows = body.path(list);
        if (!rows.isArray() || body.size() != 1) {
            throw ApiException.badRequest("The body is expected to be {\"" + list + "\": [{\"entity\", …}]}, or one of"
                    + " these rows, or a CloudEvent whose data is such a row");
        }
        List<PushedItem> items = new ArrayList<>();
        for (JsonNode row : rows) {
            String place = "/" + items.size();
            items.add(new PushedItem(row, key.map(text -> text + place)));
        }
        return new PushBody(items, false);
    }

    /** The header is a quoted string where it is written by the book, and mostly is not. */
    private static String key(String header) {
        var quoted = QUOTED.matcher(header.strip());
        String key = quoted.matches() ? quoted.group(1) : header.strip();
        if (key.isEmpty() || key.length() > MAX_KEY) {
            throw ApiException.badRequest(
                    IDEMPOTENCY_KEY + " has " + key.length() + " characters, expected 1 to " + MAX_KEY);
        }
        return key;
    }
}
