package io.techinsights.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** An instance as a process of its own, on a port that it keeps: of all roles, or of those that are named. */
final class Instance implements AutoCloseable {
    private static final String READY = "ready";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Path folder;
    private final int number;
    private final int port;
    private final List<String> options;
    private @Nullable Process process;

    /**
     * @param folder holds config.yaml and catalog.yaml, and will hold the data
     * @param options more of the command
     */
    Instance(Path folder, int number, String... options) throws IOException {
        this.options = List.of(options);
        this.folder = folder;
        this.number = number;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    String hostAndPort() {
        return "127.0.0.1:" + port;
    }

    void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TechInsights.class.getName(),
                "run",
                "--config=" + folder.resolve("config.yaml"),
                "--catalog=" + folder.resolve("catalog.yaml"),
                "--data-dir=" + folder.resolve("data-" + number),
                "--port=" + port));
        command.addAll(options);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("instance-" + number + ".log").toFile()))
                .start();
    }

    boolean isReady() {
        return readiness().equals(READY);
    }

    /** What it says of itself, or why it says nothing. */
    String readiness() {
        try {
            HttpResponse<String> answer = send("GET", "/health/ready", "");
            return answer.statusCode() == 200 ? READY : answer.body();
        } catch (IOException e) {
            return String.valueOf(e);
        }
    }

    /** The most memory it had so far, in MiB; nothing where the system does not tell. */
    OptionalLong peakMemoryMib() throws IOException {
        if (process == null) {
            return OptionalLong.empty();
        }
        Path status = Path.of("/proc/" + process.pid() + "/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                        .findFirst()
                : OptionalLong.empty();
    }

    /** As an operator does. */
    void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            process.waitFor();
        }
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Stands still, as a process does whose machine is suspended, until {@link #resume}. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        if (process != null) {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) throws IOException {
        var request = HttpRequest.newBuilder(address().resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The body of an answer that is a success. */
    JsonNode ask(String method, String path, String body, String... headers) throws IOException {
        HttpResponse<String> answer = send(method, TestHouse.API + path, body, headers);
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(
                    method + " " + path + " on " + number + ": " + answer.statusCode() + " " + answer.body());
        }
        return Json.parse(answer.body());
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
