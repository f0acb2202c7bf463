package io.techinsights.retriever.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.http.ApiException;
import io.techinsights.streams.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Rows that come as CloudEvents 1.0, in the structured, the binary or the batched form of its HTTP binding. The data of an event
 * is a row; where that names no entity the subject does, where it has no timestamp the event's time is that. Source and id
 * together are the row's key, for that is what makes two events one.
 */
final class CloudEventBody {
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String ATTRIBUTE = "ce-";

    private CloudEventBody() {}

    /** The rows of a request that holds events; empty where it holds none. */
    static Optional<PushBody> read(Request request) {
        String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith(BATCH)) {
            return Optional.of(new PushBody(batch(request.bytes()), false));
        }
        if (type.startsWith(STRUCTURED)) {
            return Optional.of(single(structured(request.bytes(), "The event")));
        }
        return request.header(ATTRIBUTE + "specversion").isPresent()
                ? Optional.of(single(binary(request)))
                : Optional.empty();
    }

    private static PushBody single(CloudEvent event) {
        return new PushBody(List.of(item(event, "The event")), true);
    }

    private static List<PushedItem> batch(byte[] body) {
        JsonNode events = parsed(body, "The body");
        if (!events.isArray()) {
            throw ApiException.badRequest("The body is expected to be a list of events, for it is said to be " + BATCH);
        }
        List<PushedItem> items = new ArrayList<>();
        for (JsonNode event : events) {
            String which = "Event " + items.size();
            items.add(item(structured(Json.write(event).getBytes(StandardCharsets.UTF_8), which), which));
        }
        return items;
    }

    private static CloudEvent structured(byte[] bytes, String which) {
        try {
            return new JsonFormat().deserialize(bytes);
        } catch (EventDeserializationException e) {
            throw noEvent(which, e);
        }
    }

    private static CloudEvent binary(Request request) {
        Map<String, String> headers = new HashMap<>();
        request.headers()
                .forEach((name, value) -> headers.put(name, name.startsWith(ATTRIBUTE) ? decoded(value) : value));
        try {
            return HttpMessageFactory.createReader(headers, request.bytes()).toEvent();
        } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException e) {
            throw noEvent("The event", e);
        }
    }

    /** What a header cannot hold is percent-encoded in it; a plus is a plus. */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("A " + ATTRIBUTE + " header is not percent-encoded: " + e.getMessage());
        }
    }

    private static ApiException noEvent(String which, Exception error) {
        String reason = error.getCause() instanceof JsonProcessingException json
                ? json.getOriginalMessage()
                : String.valueOf(error.getMessage());
        return ApiException.badRequest(which + " is no CloudEvent 1.0: " + reason);
    }

    private static PushedItem item(CloudEvent event, String which) {
        JsonNode data = data(event, which);
        if (data instanceof ObjectNode given) {
            ObjectNode row = given.deepCopy();
            if (!row.has("entity") && event.getSubject() != null) {
                row.put("entity", event.getSubject());
            }
            if (!row.has("timestamp") && event.getTime() != null) {
                row.put("timestamp", event.getTime().toString());
            }
            data = row;
        }
        return new PushedItem(data, Optional.of(event.getSource() + " " + event.getId()));
    }

    private static JsonNode data(CloudEvent event, String which) {
        String type = event.getDataContentType() == null ? "application/json" : event.getDataContentType();
        if (event.getData() == null || !type.toLowerCase(Locale.ROOT).matches("application/([\\w.-]+\\+)?json\\b.*")) {
            throw ApiException.badRequest(which + " is expected to have a row as its data, as application/json; it has "
                    + (event.getData() == null ? "none" : type));
        }
        return parsed(event.getData().toBytes(), "The data of " + which.toLowerCase(Locale.ROOT));
    }

    private static JsonNode parsed(byte[] json, String what) {
        try {
            return Json.parse(new String(json, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest(what + ": " + e.getMessage());
        }
    }
}
