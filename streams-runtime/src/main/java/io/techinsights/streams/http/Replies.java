package io.techinsights.streams.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.streams.query.UnavailableException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers: JSON with a weak ETag, and errors in the envelope that Backstage's clients read. */
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();
    private static final String RETRY_AFTER_SECONDS = "1";
    private final String basePath;

    Replies(String basePath) {
        this.basePath = basePath;
    }

    void send(HttpServerRequest request, Reply reply) {
        HttpServerResponse response = request.response().setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        JsonNode body = reply.body();
        if (body == null) {
            response.end();
            return;
        }
        byte[] bytes = bytes(body);
        String etag = etag(bytes);
        response.putHeader("etag", etag);
        if (reply.status() == 200 && matches(request.getHeader("if-none-match"), etag)) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("content-type", "application/json; charset=utf-8");
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("content-length", Integer.toString(bytes.length)).end();
        } else {
            response.end(Buffer.buffer(bytes));
        }
    }

    private static byte[] bytes(JsonNode body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written as JSON", e);
        }
    }

    private static boolean matches(@org.jspecify.annotations.Nullable String condition, String etag) {
        if (condition == null) {
            return false;
        }
        for (String candidate : condition.split(",")) {
            if (candidate.strip().equals("*") || candidate.strip().equals(etag)) {
                return true;
            }
        }
        return false;
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(bytes);
            String hash = Base64.getEncoder().encodeToString(digest).substring(0, 27);
            return "W/\"" + Integer.toHexString(bytes.length) + "-" + hash + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One place that maps what went wrong to a status. */
    void fail(HttpServerRequest request, Throwable error) {
        if (error instanceof ApiException known) {
            sendError(request, known.status(), known.name(), String.valueOf(known.getMessage()), known.details());
        } else if (error instanceof UnavailableException) {
            request.response().putHeader("retry-after", RETRY_AFTER_SECONDS);
            sendError(
                    request,
                    503,
                    "ServiceUnavailableError",
                    "Not ready: " + error.getMessage() + ". Try again later.",
                    Map.of());
        } else {
            LOG.error("{} {} failed", request.method(), request.uri(), error);
            sendError(request, 500, "Error", "An internal error occurred", Map.of());
        }
    }

    private void sendError(
            HttpServerRequest request, int status, String name, String message, Map<String, Object> details) {
        if (request.response().ended()) {
            return;
        }
        ObjectNode body = MAPPER.createObjectNode();
        ObjectNode error = body.putObject("error").put("name", name).put("message", message);
        details.forEach((key, value) -> error.set(key, MAPPER.valueToTree(value)));
        String uri = request.uri();
        body.putObject("request")
                .put("method", request.method().name())
                .put("url", uri.startsWith(basePath) ? uri.substring(basePath.length()) : uri);
        body.putObject("response").put("statusCode", status);
        send(request, Reply.of(status, body));
    }
}
