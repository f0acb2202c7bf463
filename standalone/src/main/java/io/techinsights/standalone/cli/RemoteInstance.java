package io.techinsights.standalone.cli;

import io.techinsights.schemas.json.Json;
import io.techinsights.streams.config.InvalidConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** An instance that runs, over HTTP, and the options that say which one. */
final class RemoteInstance {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String TOKEN = "TECH_INSIGHTS_TOKEN";

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:7007/api/tech-insights",
            description = "The API of an instance. Default: ${DEFAULT-VALUE}")
    private URI url = URI.create("http://127.0.0.1:7007/api/tech-insights");

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the bearer token. Default: environment variable " + TOKEN)
    private @Nullable Path tokenFile;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** A text as a part of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Sends a request.
     *
     * @param path below the API
     * @throws IllegalStateException where the instance cannot be reached
     */
    HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("content-type", "application/json")
                .method(method, body);
        token().ifPresent(token -> request.header("authorization", "Bearer " + token));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(url + " cannot be reached: "
                    + e.getClass().getSimpleName() + ". Is the instance running? --url says where.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private Optional<String> token() {
        if (tokenFile == null) {
            return Optional.ofNullable(System.getenv(TOKEN));
        }
        try {
            return Optional.of(Files.readString(tokenFile).strip());
        } catch (IOException e) {
            throw new InvalidConfigurationException(
                    List.of(tokenFile + " cannot be read: " + e.getClass().getSimpleName()));
        }
    }

    /**
     * The body of an answer that is a success.
     *
     * @param what was asked about, for the message
     * @throws IllegalStateException with what the instance says where it is none
     */
    static String succeeded(HttpResponse<String> answer, String what) {
        if (answer.statusCode() / 100 == 2) {
            return answer.body();
        }
        throw new IllegalStateException(what + ": " + answer.statusCode() + " " + message(answer.body()));
    }

    private static String message(String body) {
        try {
            return Json.parse(body).path("error").path("message").asText(body);
        } catch (IllegalArgumentException e) {
            return body;
        }
    }
}
