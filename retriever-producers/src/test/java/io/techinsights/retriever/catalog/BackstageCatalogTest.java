package io.techinsights.retriever.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackstageCatalogTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));
    private static final Backoff QUICK = new Backoff(3, Duration.ofMillis(4), Duration.ofSeconds(5));
    private static final String SECRET = "a-token-of-the-test";

    private final PageServer server = new PageServer();

    @AfterEach
    void close() {
        server.close();
    }

    private static BackstageSettings settings(URI url, Optional<BearerToken> token) {
        return new BackstageSettings(
                url,
                token,
                "techInsights.catalog.token",
                List.of("kind=component,spec.type=service", "kind=api"),
                List.of("kind", "metadata"),
                2,
                Duration.ofSeconds(2));
    }

    private ReadCatalog read(Optional<BearerToken> token, int maxBytes) {
        return ReadCatalog.of(
                new BackstageCatalog(settings(server.url(), token), new PageClient.Limits(maxBytes, QUICK), CLOCK));
    }

    private ReadCatalog read() {
        return read(Optional.of(new BearerToken.Text(SECRET)), 10_000);
    }

    private String page(int number, String reason) {
        return server.url() + ": page " + number + " cannot be read, so that nobody leaves: " + reason;
    }

    @Test
    void shouldFollowTheCursorToTheEnd() {
        // Given
        server.page("c=1&", "a", "b").page("c+2", "c", "d").page("", "e");

        // When
        ReadCatalog read = read();

        // Then
        assertThat(read.complete()).isTrue();
        assertThat(read.problems()).isEmpty();
        assertThat(read.refs()).hasSize(5);
        assertThat(server.asked())
                .extracting(PageServer.Asked::query)
                .containsExactly(
                        "limit=2&filter=kind=component,spec.type=service&filter=kind=api&fields=kind,metadata",
                        "limit=2&cursor=c=1&&fields=kind,metadata",
                        "limit=2&cursor=c+2&fields=kind,metadata");
        assertThat(server.asked()).extracting(PageServer.Asked::authorization).containsOnly("Bearer " + SECRET);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void shouldTryAgainWhatMayPass(int status) {
        // Given
        server.answer(status, "busy").answer(status, "busy").page("", "a");

        // When
        ReadCatalog read = read();

        // Then
        assertThat(read.complete()).isTrue();
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void shouldWaitAsLongAsItIsAskedTo() {
        // Given
        server.answer(429, "", Map.of("Retry-After", "1")).page("", "a");
        long begun = System.nanoTime();

        // When
        ReadCatalog read = read();

        // Then
        assertThat(read.complete()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "Mon, 23 Nov 2026 13:00:00 GMT"})
    void shouldGiveUpWhereItIsAskedToWaitTooLong(String retryAfter) {
        // Given
        server.answer(503, "", Map.of("Retry-After", retryAfter));

        // When
        ReadCatalog read = read();

        // Then
        assertThat(read.complete()).isFalse();
        assertThat(server.asked()).hasSize(1);
        assertThat(read.problems())
                .singleElement()
                .hasToString(page(1, "answers 503; it asks to be left alone for PT1H"));
    }

    @Test
    void shouldNameThePageThatFailsAndKeepWhatCameBefore() {
        // Given
        server.page("next", "a", "b").answer(500, "{\"error\":{\"message\":\"no database\"}}");

        // When
        ReadCatalog read = read();

        // Then
        assertThat(read.refs()).containsExactly("component:default/a", "component:default/b");
        assertThat(read.complete()).isFalse();
        assertThat(read.problems()).singleElement().hasToString(page(2, "answers 500 (no database); 3 attempts"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void shouldNameTheSettingOfATokenThatIsRefused(int status) {
        // Given
        server.answer(status, "{\"error\":{\"message\":\"Illegal token " + SECRET + "\"}}");

        // When
        ReadCatalog with = read();
        ReadCatalog without = read(Optional.empty(), 10_000);

        // Then
        assertThat(with.problems())
                .singleElement()
                .hasToString(page(1, "answers " + status + ": it refuses the token of techInsights.catalog.token"));
        assertThat(without.problems())
                .singleElement()
                .hasToString(
                        page(1, "answers " + status + ": it wants a token, and techInsights.catalog.token is not set"));
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void shouldNeverSayTheToken() {
        // Given
        server.answer(400, "{\"error\":{\"message\":\"You sent " + SECRET + "\"}}");

        // When
        ReadCatalog read = read();

        // Then
        assertThat(read.problems()).singleElement().hasToString(page(1, "answers 400 (You sent ***)"));
    }

    @Test
    void shouldReadATokenOfAFileEachTime(@TempDir Path folder) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("token"), "first\n");
        server.page("next", "a").page("", "b");
        var catalog = new BackstageCatalog(
                settings(server.url(), Optional.of(new BearerToken.InFile(file))),
                new PageClient.Limits(10_000, QUICK),
                CLOCK);
        ReadCatalog.of(catalog);
        Files.writeString(file, "second");

        // When
        ReadCatalog.of(catalog);

        // Then
        assertThat(server.asked())
                .extracting(PageServer.Asked::authorization)
                .containsExactly("Bearer first", "Bearer first", "Bearer second");
    }

    @Test
    void shouldGiveUpAnAnswerThatIsTooLong() {
        // Given
        server.page("", "a".repeat(60), "b".repeat(60));

        // When
        ReadCatalog read = read(Optional.empty(), 200);

        // Then
        assertThat(read.complete()).isFalse();
        assertThat(server.asked()).hasSize(1);
        assertThat(read.problems())
                .singleElement()
                .hasToString(page(1, "the answer is larger than 200 bytes: a smaller pageSize makes it shorter"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>the front end</html>", "[]", "{\"items\": 3}"})
    void shouldSayThatTheAddressMayBeWrong(String body) {
        // Given
        server.answer(200, body);

        // When
        ReadCatalog read = read();

        // Then
        assertThat(read.complete()).isFalse();
        assertThat(read.reasons()).singleElement().asString().endsWith("is it the backend's address?");
    }

    @Test
    void shouldNotFollowARedirectWithTheToken() {
        // Given
        server.answer(302, "", Map.of("Location", server.url() + "/api/catalog/entities/by-query?limit=1"));

        // When
        ReadCatalog read = read();

        // Then
        assertThat(server.asked()).hasSize(1);
        assertThat(read.problems()).singleElement().hasToString(page(1, "answers 302: is it the backend's address?"));
    }

    @Test
    void shouldStopAtAPageThatNamesItselfAsTheNext() {
        // Given
        server.page("same", "a");

        // When
        ReadCatalog read = read();

        // Then
        assertThat(read.reasons()).singleElement().asString().endsWith("names itself as the next page");
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void shouldNameAnEntityThatCannotBeReadAndTakeTheOthers() {
        // Given
        server.answer(
                200,
                "{\"items\":[{\"apiVersion\":\"v1\",\"kind\":\"Component\",\"metadata\":{\"name\":\"good\"}},"
                        + "{\"apiVersion\":1,\"kind\":\"API\",\"metadata\":{\"name\":\"bad\"}}],\"pageInfo\":{}}");

        // When
        ReadCatalog read = read();

        // Then
        assertThat(read.complete()).isTrue();
        assertThat(read.refs()).containsExactly("component:default/good");
        assertThat(read.kept()).map(Object::toString).containsExactly("api:default/bad");
        assertThat(read.reasons())
                .containsExactly("api:default/bad cannot be read, so that it stays as it is known:"
                        + " apiVersion must be a string, but is number");
    }

    @Test
    void shouldNameBothPlacesOfAReferenceAndTakeTheFile(@TempDir Path folder) throws IOException {
        // Given
        Path file = Files.writeString(
                folder.resolve("catalog.yaml"),
                "apiVersion: v1\nkind: Component\nmetadata: { name: a, title: File }\n");
        server.page("next", "a").page("", "b", "b");
        var backstage = new BackstageCatalog(settings(server.url(), Optional.empty()), CLOCK);

        // When
        ReadCatalog read = ReadCatalog.of(new FileCatalog(List.of(file)), backstage);

        // Then
        assertThat(read.refs()).containsExactly("component:default/a", "component:default/b");
        assertThat(read.entities().get(0).json().path("metadata").path("title").asText())
                .isEqualTo("File");
        assertThat(read.problems())
                .singleElement()
                .hasToString(server.url() + ": component:default/a was declared before, at " + file
                        + ":1; the one from here does not count");
    }

    @Test
    void shouldSayThatNobodyAnswers() throws IOException {
        // Given
        URI nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        // When
        ReadCatalog read = ReadCatalog.of(
                new BackstageCatalog(settings(nobody, Optional.empty()), new PageClient.Limits(10_000, QUICK), CLOCK));

        // Then
        assertThat(read.reasons())
                .singleElement()
                .asString()
                .startsWith("page 1 cannot be read, so that nobody leaves: ConnectException")
                .endsWith("; 3 attempts");
    }

    @Test
    void shouldNotWaitForEverForAnAnswer() throws IOException {
        // Given
        try (var silent = new ServerSocket(0)) {
            var settings = new BackstageSettings(
                    URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                    Optional.empty(),
                    "techInsights.catalog.token",
                    List.of(),
                    List.of(),
                    2,
                    Duration.ofMillis(50));

            // When
            ReadCatalog read =
                    ReadCatalog.of(new BackstageCatalog(settings, new PageClient.Limits(10_000, QUICK), CLOCK));

            // Then
            assertThat(read.reasons())
                    .singleElement()
                    .asString()
                    .endsWith("IOException no whole answer within PT0.05S; 3 attempts");
        }
    }
}
