package io.techinsights.standalone;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The standalone as a process of its own, on a folder with config.yaml and catalog.yaml that it finds again. */
final class StandaloneProcess implements AutoCloseable {
    private static final Pattern BROKER = Pattern.compile("Broker (127\\.0\\.0\\.1:\\d+) on");
    private static final Pattern REGISTRY = Pattern.compile("Schema registry (http://\\S+) on");
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final String classPath;
    private @Nullable Process process;
    private int port;

    StandaloneProcess(Path folder) {
        this(folder, System.getProperty("java.class.path"));
    }

    StandaloneProcess(Path folder, String classPath) {
        this.folder = folder;
        this.classPath = classPath;
    }

    /** Starts it, or starts it again. */
    Process launch() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        TechInsights.class.getName(),
                        "standalone",
                        "--config=" + folder.resolve("config.yaml"),
                        "--catalog=" + folder.resolve("catalog.yaml"),
                        "--data-dir=" + folder.resolve("data"),
                        "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        process = started;
        return started;
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    Path log() {
        return folder.resolve("log.txt");
    }

    /** Where its broker answers, as its log says. */
    String bootstrapServers() throws IOException {
        return last(BROKER);
    }

    /** Where its registry answers, as its log says. */
    URI schemaRegistry() throws IOException {
        return URI.create(last(REGISTRY));
    }

    private String last(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(log()))
                .results()
                .map(found -> found.group(1))
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        return Json.parse(send(method, path, body).body());
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("content-type", "application/json");
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private boolean isReady() throws InterruptedException {
        try {
            return ask("GET", "/health/ready", "").path("status").asText().equals("ready");
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void awaitReady() throws IOException {
        try {
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
                    .until(this::isReady);
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError(Files.readString(log()), e);
        }
    }

    /** All results of each entity, whatever their status. */
    Map<String, JsonNode> results() throws IOException, InterruptedException {
        Map<String, JsonNode> results = new TreeMap<>();
        for (JsonNode entry : ask("POST", "/api/tech-insights/checks/run?include=all", "{\"entities\":[]}")) {
            results.put(entry.path("entity").asText(), entry.path("results"));
        }
        return results;
    }

    JsonNode lastRun() throws IOException, InterruptedException {
        return ask("GET", "/api/tech-insights/retrievers", "")
                .path("retrievers")
                .path(0)
                .path("lastRun");
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
