package io.techinsights.streams.http;

import io.techinsights.streams.config.Section;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The port, and who may ask what.
 *
 * @param host the interface that is listened on
 * @param advertisedHost where other instances, and clients, reach this process
 * @param basePath of the API
 * @param maxBodyBytes a larger body is refused with 413
 * @param tokens empty: anybody may ask anything
 * @param peerSecret what instances know each other by
 * @param maxStaleness how far behind a standby may be that answers where the owner does not; zero: only owners answer
 * @param drain the time between not being ready any more and closing the port
 */
public record HttpSettings(
        String host,
        String advertisedHost,
        int port,
        String basePath,
        long maxBodyBytes,
        List<Token> tokens,
        Optional<String> peerSecret,
        Duration maxStaleness,
        Duration drain) {
    private static final int MIN_SECRET = 32;
    private static final Duration DEFAULT_STALENESS = Duration.ofSeconds(30);

    /**
     * A bearer token and what it allows.
     *
     * @param permissions names of permissions; empty allows everything
     */
    public record Token(String secret, Set<String> permissions) {
        public Token {
            permissions = Set.copyOf(permissions);
        }

        /** Secrets are never printed. */
        @Override
        public String toString() {
            return "Token[" + permissions + "]";
        }
    }

    public HttpSettings {
        tokens = List.copyOf(tokens);
    }

    /** With what holds where nothing is configured of other instances. */
    public HttpSettings(String host, int port, String basePath, long maxBodyBytes, List<Token> tokens) {
        this(host, host, port, basePath, maxBodyBytes, tokens, Optional.empty(), DEFAULT_STALENESS, Duration.ZERO);
    }

    /** Reads {@code techInsights.http}. */
    public static HttpSettings of(Section http, String basePath, int port) {
        String host = http.text("host", "127.0.0.1");
        var settings = new HttpSettings(
                host,
                http.text("advertisedHost").orElseGet(() -> reachable(host)),
                http.integer("port", port, 0, 65535),
                basePath,
                http.integer("maxBodyBytes", 10 * 1024 * 1024, 1, Integer.MAX_VALUE),
                tokens(http),
                peerSecret(http),
                http.duration("maxStaleness").orElse(DEFAULT_STALENESS),
                http.duration("drain").orElse(Duration.ZERO));
        http.done();
        return settings;
    }

    /** Every interface is nowhere to ask at: the address of the machine, of a container or a pod, is. */
    private static String reachable(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isAnyLocalAddress() ? InetAddress.getLocalHost().getHostAddress() : host;
        } catch (UnknownHostException e) {
            return host;
        }
    }

    private static List<Token> tokens(Section http) {
        List<Token> tokens = new ArrayList<>();
        http.sections("tokens").forEach((name, token) -> {
            String secret = token.text("token", "");
            var file = token.text("file");
            if (file.isPresent()) {
                secret = read(token, "file", Path.of(file.get()));
            }
            if (secret.isEmpty()) {
                token.problem("token", "is missing: expected the token, or 'file' with a file that holds it");
            }
            tokens.add(new Token(secret, Set.copyOf(token.texts("permissions"))));
            token.done();
        });
        return tokens;
    }

    private static Optional<String> peerSecret(Section http) {
        Optional<String> file = http.text("peerSecretFile");
        Optional<String> secret = file.isPresent()
                ? file.map(path -> read(http, "peerSecretFile", Path.of(path)))
                : http.text("peerSecret");
        if (secret.filter(text -> text.length() < MIN_SECRET).isPresent()) {
            http.problem(
                    file.isPresent() ? "peerSecretFile" : "peerSecret",
                    "is too short: expected " + MIN_SECRET + " characters or more");
        }
        return secret;
    }

    private static String read(Section token, String key, Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            token.problem(key, "cannot be read: " + e.getClass().getSimpleName() + " " + e.getMessage());
            return "";
        }
    }
}
