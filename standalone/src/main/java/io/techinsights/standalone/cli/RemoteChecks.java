package io.techinsights.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
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

/** The checks of an instance that runs, over HTTP, and the options that say which one. */
final class RemoteChecks {
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

    /** The check of this id as the instance has it. */
    Optional<JsonNode> find(String id) {
        HttpResponse<String> answer = send("GET", id, HttpRequest.BodyPublishers.noBody());
        if (answer.statusCode() == 404) {
            return Optional.empty();
        }
        return Optional.of(Json.canonical(Json.parse(succeeded(answer, id)).path("check")));
    }

    /**
     * Puts a check there.
     *
     * @throws IllegalStateException with what the instance says where it refuses
     */
    void put(Check check) {
        succeeded(send("PUT", check.id(), HttpRequest.BodyPublishers.ofString(Json.write(check.json()))), check.id());
    }

    /**
     * Takes a check away.
     *
     * @throws IllegalStateException with what the instance says where it refuses
     */
    void delete(String id) {
        succeeded(send("DELETE", id, HttpRequest.BodyPublishers.noBody()), id);
    }

    private HttpResponse<String> send(String method, String id, HttpRequest.BodyPublisher body) {
        String path = "/checks/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
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

    private static String succeeded(HttpResponse<String> answer, String id) {
        if (answer.statusCode() / 100 == 2) {
            return answer.body();
        }
        throw new IllegalStateException("check '" + id + "': " + answer.statusCode() + " " + message(answer.body()));
    }

    private static String message(String body) {
        try {
            return Json.parse(body).path("error").path("message").asText(body);
        } catch (IllegalArgumentException e) {
            return body;
        }
    }
}
