package io.techinsights.benchmarks.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The driver as a process of its own, and the server that answers with one body. */
class TurnsTest {
    private static final String BODY = "{\"a\": 1.0}";

    private static String answer(URI server, Question question) throws Exception {
        var request = HttpRequest.newBuilder(server.resolve(question.path())).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void shouldAnswerWithTheBodyByteForByte() throws Exception {
        try (var server = new ConstantServer(BODY)) {
            assertThat(answer(server.address(), ConstantServer.atOnce())).isEqualTo(BODY);
            assertThat(answer(server.address(), ConstantServer.onAWorker())).isEqualTo(BODY);
        }
    }

    @Test
    void shouldTellTheRateOfEachTarget() throws Exception {
        // Given
        var told = new ByteArrayOutputStream();
        try (var server = new ConstantServer(BODY);
                var driver = new DriverProcess();
                var out = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            var first = new Turns.Target("first", server.address(), List.of(ConstantServer.atOnce()), BODY.length());
            var second =
                    new Turns.Target("second", server.address(), List.of(ConstantServer.onAWorker()), BODY.length());

            // When
            List<Double> rates = new Turns(driver, out, 1, 100).drive(List.of(first, second), 2);

            // Then
            assertThat(rates).hasSize(2).allSatisfy(rate -> assertThat(rate).isPositive());
            assertThat(told.toString(StandardCharsets.UTF_8))
                    .containsSubsequence("first, 2 connections: ", "second, 2 connections: ");
        }
    }

    @Test
    void shouldMeasureNothingWhereSomethingIsNotAnswered() throws Exception {
        try (var server = new ConstantServer(BODY);
                var driver = new DriverProcess()) {
            // Given
            var wrong = new Turns.Target("wrong", server.address(), List.of(Question.get("/nowhere")), 1);
            var turns = new Turns(driver, System.err, 1, 100);

            // Then
            assertThatThrownBy(() -> turns.drive(List.of(wrong), 2))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("were not answered, the first: status 404");
        }
    }
}
