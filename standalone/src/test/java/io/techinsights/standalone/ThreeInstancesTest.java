package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import io.techinsights.standalone.embedded.LocalKafka;
import io.techinsights.standalone.kafka.TestKafka;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three instances with standbys, as processes: stopped, killed, asked all the while. */
class ThreeInstancesTest {
    static final int ENTITIES = 120;
    private static final int READS_PER_SECOND = Integer.getInteger("reads.per.second", 200);
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String CONFIG = """
            techInsights:
              kafka: { bootstrapServers: 'BROKER', schemaRegistry: 'REGISTRY', standbyReplicas: 1, partitions: 6 }
              http: { peerSecret: a-secret-that-all-instances-of-this-test-have }
              checks: { editable: true }
              factRetrievers:
                entityMetadataFactRetriever: { cadence: { hours: 1 }, initialDelay: { milliseconds: 100 } }
              factChecker:
                checks:
                  linesCheck:
                    type: json-rules-engine
                    name: Lines
                    description: Enough lines are covered
                    factIds: [coverage]
                    rule: { conditions: { all: [{ fact: lines, operator: greaterThan, value: 0.5 }] } }
            """ + TestHouse.TITLE_CHECK;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private LocalKafka kafka;

    private final Vertx vertx = Vertx.vertx();
    private final List<Instance> instances = new ArrayList<>();

    static boolean hasTitle(int entity) {
        return entity % 3 == 0;
    }

    @BeforeEach
    void start() throws Exception {
        kafka = TestKafka.withRegistry(vertx, folder.resolve("kafka"), LocalKafka.Producers.ELSEWHERE);
        Files.writeString(
                folder.resolve("config.yaml"),
                CONFIG.replace("BROKER", kafka.bootstrapServers())
                        .replace("REGISTRY", kafka.schemaRegistry().toString()));
        Files.writeString(
                folder.resolve("catalog.yaml"),
                IntStream.range(0, ENTITIES)
                        .mapToObj(i -> "apiVersion: a/v1\nkind: Component\nmetadata: { name: c" + i
                                + (hasTitle(i) ? ", title: T" : "") + " }\n")
                        .collect(Collectors.joining("---\n")));
        assertThat(TechInsights.commandLine()
                        .execute("topics", "provision", "--config=" + folder.resolve("config.yaml")))
                .isZero();
        for (int number = 0; number < 3; number++) {
            var instance = new Instance(folder, number);
            instances.add(instance);
            instance.start();
            if (number == 0) {
                await().atMost(LONG).until(instance::isReady);
            }
        }
        await().atMost(LONG).until(() -> instances.stream().allMatch(Instance::isReady));
        await().atMost(LONG)
                .ignoreExceptions()
                .until(() -> instances
                                .get(0)
                                .ask("POST", "/checks/run", "{\"entities\":[]}")
                                .size()
                        == ENTITIES);
        await().atMost(LONG).ignoreExceptions().until(this::isSpread);
    }

    /** Whether every instance is active for some partitions of either role, and has copies of others without lag. */
    private boolean isSpread() throws IOException {
        JsonNode all = instances.get(0).ask("GET", "/instances", "").path("instances");
        boolean spread = all.size() == 3;
        for (JsonNode instance : all) {
            for (String role : List.of("facts", "checks")) {
                JsonNode partitions = Json.array();
                for (JsonNode one : instance.path("roles")) {
                    partitions = one.path("role").asText().equals(role) ? one.path("partitions") : partitions;
                }
                spread &= count(partitions, "active") > 0 && count(partitions, "standby") > 0;
                for (JsonNode partition : partitions) {
                    spread &= partition.path("lag").asLong(1) == 0;
                }
            }
        }
        return spread;
    }

    private static int count(JsonNode partitions, String copy) {
        int count = 0;
        for (JsonNode partition : partitions) {
            count += partition.path("copy").asText().equals(copy) ? 1 : 0;
        }
        return count;
    }

    @AfterEach
    void end() throws Exception {
        for (Instance instance : instances) {
            instance.close();
        }
        kafka.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static String ref(int entity) {
        return "component:default/c" + entity;
    }

    /** Questions of every route about entities, whose answers do not change. */
    private static List<String[]> questions(Random random) {
        int entity = random.nextInt(ENTITIES);
        String many = random.ints(5, 0, ENTITIES)
                .mapToObj(i -> "\"" + ref(i) + "\"")
                .collect(Collectors.joining(",", "{\"entities\":[", "]}"));
        String ids = "ids=entityMetadataFactRetriever&entity=" + ref(entity);
        String check = "{\"type\":\"json-rules-engine\",\"name\":\"n\",\"description\":\"d\",\"factIds\":"
                + "[\"entityMetadataFactRetriever\"],\"rule\":{\"conditions\":{\"all\":[{\"fact\":\"hasTitle\","
                + "\"operator\":\"equal\",\"value\":true}]}}}";
        return List.of(
                new String[] {"POST", "/checks/run/default/component/c" + entity, "{\"checks\":[\"titleCheck\"]}"},
                new String[] {"GET", "/facts/latest?" + ids, ""},
                new String[] {"GET", "/facts/range?startDatetime=2020-01-01&endDatetime=2100-01-01&" + ids, ""},
                new String[] {"GET", "/checks/results?entity=" + ref(entity), ""},
                new String[] {"POST", "/checks/run", many},
                new String[] {"POST", "/checks/run", "{\"entities\":[]}"},
                new String[] {"POST", "/checks/run?limit=" + (1 + random.nextInt(20)), "{\"entities\":[]}"},
                new String[] {"GET", "/checks/titleCheck/results?status=FAILED&limit=" + (1 + random.nextInt(50)), ""},
                new String[] {"GET", "/checks", ""},
                new String[] {"GET", "/fact-schemas", ""},
                new String[] {"GET", "/checks/titleCheck/history", ""},
                new String[] {"POST", "/checks/preview", "{\"check\":" + check + "}"},
                new String[] {"POST", "/checks/evaluate", "{\"entity\":\"" + ref(entity) + "\",\"facts\":{}}"});
    }

    @Test
    void shouldAnswerEveryQuestionOnAnyInstanceAlsoWhenOneIsKilled() throws Exception {
        // Given
        var random = new Random(4);
        List<JsonNode> before = new ArrayList<>();
        List<String[]> asked = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            for (String[] question : questions(random)) {
                JsonNode first = timeless(instances.get(0).ask(question[0], question[1], question[2]));
                for (Instance other : instances.subList(1, 3)) {
                    assertThat(timeless(other.ask(question[0], question[1], question[2])))
                            .as("%s %s %s", (Object[]) question)
                            .isEqualTo(first);
                }
                asked.add(question);
                before.add(first);
            }
        }

        // When
        Instance killed = instances.get(2);
        killed.kill();
        long killedAt = System.nanoTime();

        // Then
        int fromStandbys = 0;
        long oldest = 0;
        for (int i = 0; i < asked.size(); i++) {
            String[] question = asked.get(i);
            HttpResponse<String> answer =
                    instances.get(i % 2).send(question[0], TestHouse.API + question[1], question[2]);
            assertThat(answer.statusCode())
                    .as("%s %s: %s", question[0], question[1], answer.body())
                    .isEqualTo(200);
            assertThat(timeless(Json.parse(answer.body())))
                    .as("%s %s %s", (Object[]) question)
                    .isEqualTo(before.get(i));
            var staleness = answer.headers().firstValueAsLong("x-tech-insights-staleness");
            fromStandbys += staleness.isPresent() ? 1 : 0;
            oldest = Math.max(oldest, staleness.orElse(0));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - killedAt);
        System.out.printf(
                "killed: %d questions in %d ms, %d answered by standbys, the oldest %d ms behind%n",
                asked.size(), took.toMillis(), fromStandbys, oldest);
        assertThat(fromStandbys).isPositive();
        await().atMost(Duration.ofSeconds(40))
                .ignoreExceptions()
                .until(() -> !instances
                        .get(0)
                        .ask("GET", "/instances", "")
                        .toString()
                        .contains(killed.hostAndPort()));
        System.out.printf(
                "killed: out of the answers after %d ms%n",
                Duration.ofNanos(System.nanoTime() - killedAt).toMillis());
    }

    /** Without what says when it was answered. */
    private static JsonNode timeless(JsonNode answer) {
        return Json.parse(
                Json.write(answer).replaceAll("\"(evaluatedAt|changedAt|observedAt)\":\"[^\"]*\"", "\"$1\":\"\""));
    }

    @Test
    void shouldReadThroughAnyInstanceWhatWasPushedThroughAnother() throws Exception {
        // Given
        instances
                .get(0)
                .ask(
                        "PUT",
                        "/fact-schemas/coverage",
                        "{\"version\":\"1.0.0\",\"schema\":{\"lines\":{\"type\":\"float\",\"description\":\"Lines\"}}}");

        // When
        for (int i = 0; i < 60; i++) {
            double lines = i / 100.0;
            String entity = ref(i % 7);
            JsonNode pushed = instances
                    .get(i % 3)
                    .ask(
                            "POST",
                            "/facts/coverage",
                            "{\"facts\":[{\"entity\":\"" + entity + "\",\"facts\":{\"lines\":" + lines + "}}]}");
            String position = pushed.path("position").asText();
            Instance other = instances.get((i + 1) % 3);

            // Then
            JsonNode latest = other.ask(
                    "GET", "/facts/latest?ids=coverage&entity=" + entity, "", "x-tech-insights-position", position);
            assertThat(latest.path("coverage").path("facts").path("lines").asDouble())
                    .isEqualTo(lines);
            JsonNode run = other.ask(
                    "POST",
                    "/checks/run/default/component/c" + (i % 7) + "?position=" + position,
                    "{\"checks\":[\"linesCheck\"]}");
            assertThat(run.path(0).path("facts").path("lines").path("value").asDouble())
                    .isEqualTo(lines);
            assertThat(run.path(0).path("result").asBoolean()).isEqualTo(lines > 0.5);
        }
    }

    @Test
    void shouldAnswerAllTheWhileInstancesRestartOneAfterTheOther() throws Exception {
        // Given
        var readers = new SteadyReaders(instances, ENTITIES, ThreeInstancesTest::hasTitle);
        try (readers) {
            readers.start(READS_PER_SECOND);

            // When
            for (Instance instance : instances) {
                instance.stop();
                instance.start();
                await().atMost(LONG).until(instance::isReady);
                await().atMost(LONG).ignoreExceptions().until(this::isSpread);
            }
        }

        // Then
        System.out.printf(
                "rolling restart: %d answers, %d of standbys, the oldest %d ms behind, %d connections not taken, %d wrong%n",
                readers.answered.get(),
                readers.fromStandbys.get(),
                readers.oldestMillis.get(),
                readers.late.get(),
                readers.wrong.size());
        assertThat(readers.wrong).as(() -> String.join("\n", readers.changes)).isEmpty();
        assertThat(readers.answered.get()).isGreaterThan(1000);
    }
}
