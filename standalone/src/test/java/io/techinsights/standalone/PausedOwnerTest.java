package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance stands still until its group gives its partitions to another one, and then goes on as if nothing had been. */
class PausedOwnerTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int ENTITIES = 12;
    private static final String CONFIG = """
            techInsights:
              kafka: { bootstrapServers: 'BROKER', schemaRegistry: 'REGISTRY', standbyReplicas: 1 }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final List<AutoCloseable> started = new ArrayList<>();

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : started) {
            one.close();
        }
    }

    private Instance instance(int number) throws Exception {
        var instance = new Instance(folder, number);
        started.add(0, instance);
        instance.start();
        return instance;
    }

    /** Pushes a level of all entities; the position from which on it can be read. */
    private static String push(Instance to, int level) throws Exception {
        var facts = Json.object().arrayNode();
        for (int i = 0; i < ENTITIES; i++) {
            facts.addObject()
                    .put("entity", entity(i))
                    .set("facts", Json.object().put("lines", level));
        }
        return to.ask("POST", "/facts/coverage", Json.write(Json.object().set("facts", facts)))
                .path("position")
                .asText();
    }

    private static String entity(int number) {
        return "component:default/c" + number;
    }

    private static HttpResponse<String> latest(Instance from, int number, String position) throws Exception {
        return from.send(
                "GET",
                TestHouse.API + "/facts/latest?ids=coverage&entity=" + entity(number) + "&position=" + position,
                "");
    }

    /** Asks about each entity, of whoever listens once it goes on. */
    private static List<CompletableFuture<HttpResponse<String>>> questions(Instance to) {
        List<CompletableFuture<HttpResponse<String>>> questions = new ArrayList<>();
        for (int i = 0; i < ENTITIES; i++) {
            var request = HttpRequest.newBuilder(
                            to.address().resolve(TestHouse.API + "/facts/latest?ids=coverage&entity=" + entity(i)))
                    .build();
            questions.add(HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }
        return questions;
    }

    private static int level(HttpResponse<String> answer) {
        JsonNode facts = Json.parse(answer.body()).path("coverage").path("facts");
        return facts.path("lines").asInt(-1);
    }

    private static boolean hasAll(Instance from, String position, int level) throws Exception {
        for (int i = 0; i < ENTITIES; i++) {
            HttpResponse<String> answer = latest(from, i, position);
            if (answer.statusCode() != 200 || level(answer) != level) {
                return false;
            }
        }
        return true;
    }

    @Test
    void shouldNotAnswerByWhatItHadBeforeItStoodStill() throws Exception {
        // Given
        BrokerProcess broker = BrokerProcess.start(
                folder.resolve("broker"), BrokerProcess.freePort(20_000), BrokerProcess.freePort(26_000));
        started.add(broker);
        Files.writeString(
                folder.resolve("config.yaml"),
                CONFIG.replace("BROKER", broker.kafka())
                        .replace("REGISTRY", broker.registry().toString()));
        Files.writeString(
                folder.resolve("catalog.yaml"), "apiVersion: a/v1\nkind: Component\nmetadata: { name: c0 }\n");
        assertThat(TechInsights.commandLine()
                        .execute("topics", "provision", "--config=" + folder.resolve("config.yaml")))
                .isZero();
        Instance paused = instance(1);
        Instance other = instance(2);
        await().atMost(LONG).until(() -> paused.isReady() && other.isReady());
        paused.ask(
                "PUT",
                "/fact-schemas/coverage",
                "{\"version\":\"1.0.0\",\"schema\":{\"lines\":{\"type\":\"integer\",\"description\":\"Lines\"}}}");
        String first = push(paused, 1);
        await().atMost(LONG).ignoreExceptions().until(() -> hasAll(paused, first, 1) && hasAll(other, first, 1));

        // When
        paused.pause();
        String second = push(other, 2);
        await().atMost(LONG).ignoreExceptions().until(() -> hasAll(other, second, 2));
        List<CompletableFuture<HttpResponse<String>>> waiting = questions(paused);
        TimeUnit.MILLISECONDS.sleep(500);
        paused.resume();

        // Then
        for (CompletableFuture<HttpResponse<String>> answer : waiting) {
            HttpResponse<String> given = answer.get(1, TimeUnit.MINUTES);
            boolean saysHowOld =
                    given.headers().firstValue("x-tech-insights-staleness").isPresent();
            assertThat(given.statusCode() == 503 || saysHowOld || level(given) == 2)
                    .as("%s %s of one who was the owner", given.statusCode(), given.body())
                    .isTrue();
        }
        List<Integer> levels = new ArrayList<>();
        await().atMost(LONG).until(() -> {
            boolean all = true;
            for (int i = 0; i < ENTITIES; i++) {
                HttpResponse<String> answer = latest(paused, i, second);
                all &= answer.statusCode() == 200;
                if (answer.statusCode() == 200) {
                    levels.add(level(answer));
                } else {
                    assertThat(answer.statusCode()).isEqualTo(503);
                }
            }
            return all;
        });
        assertThat(levels).isNotEmpty().containsOnly(2);
    }
}
