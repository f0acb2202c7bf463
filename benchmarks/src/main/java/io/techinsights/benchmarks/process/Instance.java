package io.techinsights.benchmarks.process;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Whoever answers over HTTP at an address.
 *
 * @param address without a path
 */
public record Instance(URI address) {
    /** What the paths of the product begin with. */
    public static final String API = "/api/tech-insights";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Whether it says that it can work; not so where nobody listens yet. */
    public boolean isReady() throws IOException, InterruptedException {
        try {
            return send("/health/ready", "GET", "").statusCode() == 200;
        } catch (ConnectException e) {
            return false;
        }
    }

    /**
     * What is answered under {@link #API}.
     *
     * @param body none where it is missing
     * @throws IOException where the answer is no success
     */
    public JsonNode ask(String method, String path, JsonNode body) throws IOException, InterruptedException {
        return Json.parse(answer(method, API + path, body.isMissingNode() ? "" : Json.write(body)));
    }

    /** The heap that is in use, garbage included, as {@code /metrics} has it. */
    public long usedHeapBytes() throws IOException, InterruptedException {
        return Metrics.usedHeapBytes(answer("GET", "/metrics", ""));
    }

    /**
     * The body of what is answered under any path.
     *
     * @param body empty where there is none
     * @throws IOException where the answer is no success
     */
    public String answer(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(path, method, body);
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> send(String path, String method, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
