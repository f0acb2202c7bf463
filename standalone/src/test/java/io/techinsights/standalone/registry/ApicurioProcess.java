package io.techinsights.standalone.registry;

import static org.awaitility.Awaitility.await;

import io.techinsights.standalone.registry.RegistryKind.TestRegistry;
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
import java.util.stream.Stream;

/** Apicurio Registry as a process, its schemas in memory: the distribution that the build unpacks into the target folder. */
final class ApicurioProcess {
    static final String PATH = "/apis/ccompat/v7";
    private static final Path DISTRIBUTION = Path.of("target", "apicurio");

    private ApicurioProcess() {}

    static TestRegistry start(Path folder) throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path log = folder.resolve("apicurio.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        jar().toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var address = URI.create("http://127.0.0.1:" + port + PATH);
        try {
            await().atMost(Duration.ofMinutes(2)).until(() -> !process.isAlive() || answers(address));
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
        if (!process.isAlive()) {
            throw new AssertionError("Apicurio ended: " + Files.readString(log));
        }
        return new TestRegistry(
                address, () -> process.destroyForcibly().onExit().join());
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(DISTRIBUTION)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No -runner.jar in " + DISTRIBUTION.toAbsolutePath()));
        }
    }

    private static boolean answers(URI address) {
        var subjects = HttpRequest.newBuilder(URI.create(address + "/subjects")).build();
        try {
            return HttpClient.newHttpClient()
                            .send(subjects, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
