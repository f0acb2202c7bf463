package io.techinsights.streams.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A response of newline-delimited JSON, one chunk a line. It is neither compressed nor buffered, so that a client sees each
 * line when it is written.
 */
final class ResponseLines implements LineSink {
    /** A client that takes nothing for so long is as good as gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpServerRequest request;
    private final HttpServerResponse response;

    ResponseLines(HttpServerRequest request) {
        this.request = request;
        this.response = request.response();
    }

    /** Sends the head of the answer with the first line. */
    void begin() {
        response.setStatusCode(200)
                .setChunked(true)
                .putHeader("content-type", "application/x-ndjson; charset=utf-8")
                .putHeader("content-encoding", "identity")
                .putHeader("cache-control", "no-store")
                .putHeader("x-accel-buffering", "no");
    }

    @Override
    public void write(JsonNode line) {
        if (!isOpen()) {
            throw new ClientGoneException("the connection is closed");
        }
        try {
            response.write(Buffer.buffer(Replies.bytes(line)).appendByte((byte) '\n'))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new ClientGoneException("a line could not be sent: " + e.getCause());
        } catch (TimeoutException e) {
            request.connection().close();
            throw new ClientGoneException("the client took nothing for " + PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientGoneException("interrupted");
        }
    }

    @Override
    public boolean isOpen() {
        return !response.closed() && !response.ended();
    }

    /** Says that this was all. */
    void end() {
        if (isOpen()) {
            response.end();
        }
    }
}
