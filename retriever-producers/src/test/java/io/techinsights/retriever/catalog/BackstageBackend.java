package io.techinsights.retriever.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real Backstage catalog backend in a Node process, installed under {@code target/backstage} from the script and the
 * lock file of {@code src/test/backstage}.
 */
final class BackstageBackend implements AutoCloseable {
    static final String TOKEN = "a-token-of-the-test";
    private static final Path SOURCE = Path.of("src/test/backstage");
    private static final Path HOME = Path.of("target/backstage");
    private static final int INSTALL_SECONDS = 300;

    private final Process process;
    private final int port;

    private BackstageBackend(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Why there cannot be one on this machine; nothing where it is installed. */
    static Optional<String> install() throws IOException, InterruptedException {
        for (String program : List.of("node", "npm")) {
            if (!runs(program)) {
                return Optional.of(program + " is not installed");
            }
        }
        Path installed = HOME.resolve("installed.json");
        Path lock = SOURCE.resolve("package-lock.json");
        if (Files.exists(installed) && Files.mismatch(installed, lock) == -1) {
            return Optional.empty();
        }
        Files.createDirectories(HOME);
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(SOURCE.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Path log = HOME.resolve("npm.log");
        Process npm = start(log, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        if (!npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)) {
            npm.destroyForcibly();
            return Optional.of("npm ci was not done after " + INSTALL_SECONDS + " seconds");
        }
        if (npm.exitValue() != 0) {
            String said = Files.readString(log);
            if (said.matches("(?s).*(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED).*")) {
                return Optional.of("the package registry cannot be reached");
            }
            throw new IOException("npm ci failed: " + said);
        }
        Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
        return Optional.empty();
    }

    private static boolean runs(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts one, which begins to read its entities. */
    static BackstageBackend start() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        for (String file : List.of("index.js", "entities.yaml")) {
            Files.copy(SOURCE.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        String entities = HOME.resolve("entities.yaml").toAbsolutePath().toString();
        Process process = start(HOME.resolve("backend.log"), "node", "index.js", String.valueOf(port), TOKEN, entities);
        return new BackstageBackend(process, port);
    }

    private static Process start(Path log, String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    URI url() {
        assertThat(process.isAlive()).as("see " + HOME.resolve("backend.log")).isTrue();
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
