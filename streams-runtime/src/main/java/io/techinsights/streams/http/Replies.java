package io.techinsights.streams.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
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
    private static final Map<Integer, String> RETRY_AFTER_SECONDS = Map.of(429, "5", 503, "1");
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

    /** What is written already needs no generator. */
    static byte[] bytes(JsonNode body) {
        if (body instanceof POJONode node
                && node.getPojo() instanceof RawValue raw
                && raw.rawValue() instanceof SerializableString written) {
            return written.asUnquotedUTF8();
        }
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

    void fail(HttpServerRequest request, Throwable error) {
        ApiException problem = problem(request, error);
        String retryAfter = RETRY_AFTER_SECONDS.get(problem.status());
        if (retryAfter != null && !request.response().headWritten()) {
            request.response().putHeader("retry-after", retryAfter);
        }
        sendError(request, problem);
    }

    /** Ends lines that were begun: with the error as the last of them. */
    void failLine(HttpServerRequest request, ResponseLines lines, Throwable error) {
        ObjectNode line = MAPPER.createObjectNode();
        line.set("error", json(problem(request, error)));
        try {
            lines.write(line);
            lines.end();
        } catch (ClientGoneException e) {
            LOG.debug("{} was given up before its error could be said: {}", request.uri(), e.getMessage());
        }
    }

    /** One place that maps what went wrong to a status. */
    private static ApiException problem(HttpServerRequest request, Throwable error) {
        if (error instanceof ApiException known) {
            return known;
        }
        if (error instanceof UnavailableException) {
            String message = "Not ready: " + error.getMessage() + ". Try again later.";
            return new ApiException(503, "ServiceUnavailableError", message, Map.of());
        }
        LOG.error("{} {} failed", request.method(), request.uri(), error);
        return new ApiException(500, "Error", "An internal error occurred", Map.of());
    }

    private static ObjectNode json(ApiException problem) {
        ObjectNode error = MAPPER.createObjectNode()
                .put("name", problem.name())
                .put("message", String.valueOf(problem.getMessage()));
        problem.details().forEach((key, value) -> error.set(key, MAPPER.valueToTree(value)));
        return error;
    }

    private void sendError(HttpServerRequest request, ApiException problem) {
        if (request.response().ended()) {
            return;
        }
        ObjectNode body = MAPPER.createObjectNode();
        body.set("error", json(problem));
        String uri = request.uri();
        body.putObject("request")
                .put("method", request.method().name())
                .put("url", uri.startsWith(basePath) ? uri.substring(basePath.length()) : uri);
        body.putObject("response").put("statusCode", problem.status());
        send(request, Reply.of(problem.status(), body));
    }
}
