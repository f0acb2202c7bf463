package io.techinsights.faults.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks over HTTP, in bounded time. */
public final class Web {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final Duration timeout;

    /**
     * @param timeout of a question; a process that is paused takes connections and never answers
     */
    public Web(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * Asks.
     *
     * @param headers names and values in turn
     * @throws IOException where there is no answer in time
     */
    public HttpResponse<String> send(String method, URI address, String body, String... headers) throws IOException {
        var request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /** Whether the answer is a success; no answer is none. */
    public boolean succeeds(URI address) {
        try {
            return send("GET", address, "").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
