package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.schemas.json.Json;
import io.techinsights.standalone.kafka.OnKafka;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.config.ConfigFiles;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second instance of the roles beside a standalone: each answers for what the other owns. */
@OnKafka
class TwoInstancesTest {
    private static final int ENTITIES = 40;
    private static final int PARTITIONS = 4;
    private static final String CONFIG = """
            techInsights:
              kafka: { bootstrapServers: '${BROKER}', schemaRegistry: '${REGISTRY}' }
              factRetrievers:
                entityMetadataFactRetriever: { cadence: { hours: 1 }, initialDelay: { milliseconds: 100 } }
              factChecker:
                checks:
            """ + TestHouse.TITLE_CHECK;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    private JsonNode ask(URI instance, String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(instance + TestHouse.API + path))
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return Json.parse(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** How many entities an instance answers for that may not ask the other. */
    private int owned(URI instance) throws IOException, InterruptedException {
        int owned = 0;
        for (int i = 0; i < ENTITIES; i++) {
            var request = HttpRequest.newBuilder(
                            URI.create(instance + TestHouse.API + "/checks/run/default/component/c" + i))
                    .header("x-tech-insights-hop", "1")
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            if (http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
                owned++;
            }
        }
        return owned;
    }

    /** Each partition of a role is somebody's, and nobody else's. */
    private static void assertOwnership(JsonNode answer) {
        assertThat(answer.path("instances")).hasSize(2);
        for (String role : List.of("facts", "checks")) {
            List<Integer> owned = answer.path("instances")
                    .valueStream()
                    .flatMap(instance -> instance.path("roles").valueStream())
                    .filter(one -> one.path("role").asText().equals(role))
                    .flatMap(one -> one.path("partitions").valueStream())
                    .filter(partition -> partition.path("copy").asText().equals("active"))
                    .map(partition -> partition.path("partition").asInt())
                    .toList();
            assertThat(owned).as(role).doesNotHaveDuplicates().hasSize(PARTITIONS);
        }
    }

    /** What one instance is told to forget is gone on both, and counted over both. */
    private void forget(List<URI> instances) throws IOException, InterruptedException {
        String path = "/fact-schemas/entityMetadataFactRetriever?dryRun=";
        JsonNode dry = ask(instances.get(1), "DELETE", path + true, "");
        JsonNode forgotten = ask(instances.get(1), "DELETE", path + false, "");
        assertThat(dry.path("entities").asInt()).isEqualTo(ENTITIES);
        assertThat(forgotten.path("entities").asInt()).isEqualTo(ENTITIES);
        assertThat(forgotten.path("rows").asInt()).isGreaterThanOrEqualTo(ENTITIES);
        for (URI instance : instances) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(ask(instance, "GET", "/fact-schemas", "").findValuesAsText("id"))
                        .doesNotContain("entityMetadataFactRetriever");
                for (int i = 0; i < ENTITIES; i++) {
                    String entity = "component:default/c" + i;
                    assertThat(ask(
                                    instance,
                                    "GET",
                                    "/facts/latest?ids=entityMetadataFactRetriever&entity=" + entity,
                                    ""))
                            .isEmpty();
                    assertThat(ask(instance, "GET", "/checks/results?entity=" + entity, "")
                                    .path("results")
                                    .path(0)
                                    .path("status")
                                    .asText())
                            .isIn("NOT_REPORTED", "ERROR");
                }
            });
        }
    }

    @Test
    void shouldAnswerEveryQuestionOnEitherInstance() throws Exception {
        // Given
        Path config = Files.writeString(folder.resolve("config.yaml"), CONFIG);
        Path catalog = Files.writeString(
                folder.resolve("catalog.yaml"),
                IntStream.range(0, ENTITIES)
                        .mapToObj(i -> "apiVersion: a/v1\nkind: Component\nmetadata: { name: c" + i + ", title: T }\n")
                        .collect(Collectors.joining("---\n")));
        Vertx vertx = Vertx.vertx();
        try (var house = TestHouse.start(folder.resolve("first"), List.of(config), List.of(catalog))) {
            var environment = Map.of(
                    "BROKER", house.standalone().bootstrapServers(),
                    "REGISTRY", house.standalone().schemaRegistry().toString());
            var types = CheckerTypes.onClassPath();
            var settings = PipelineSettings.of(
                    new ConfigFiles(environment).read(List.of(config), PipelineSettings.SECTION),
                    new PipelineSettings.CommandLine(folder.resolve("second"), 0, List.of(catalog)),
                    types);
            try (var second = new Pipeline(settings, Pipeline.ROLES, vertx, types)) {
                second.start();
                await().atMost(Duration.ofSeconds(60)).until(() -> second.readiness() instanceof Readiness.Ready);
                List<URI> instances = List.of(house.standalone().address(), second.address());

                // When
                for (URI instance : instances) {
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> ask(instance, "POST", "/checks/run", "{\"entities\":[]}")
                                            .size()
                                    == ENTITIES);
                }

                // Then
                assertThat(owned(instances.get(0)) + owned(instances.get(1))).isEqualTo(ENTITIES);
                assertThat(owned(instances.get(0))).isBetween(1, ENTITIES - 1);
                for (int i = 0; i < ENTITIES; i++) {
                    for (URI instance : instances) {
                        String run = "/checks/run/default/component/c" + i;
                        String latest = "/facts/latest?ids=entityMetadataFactRetriever&entity=component:default/c" + i;
                        assertThat(ask(instance, "POST", run, "{}")
                                        .path(0)
                                        .path("result")
                                        .asBoolean())
                                .isTrue();
                        assertThat(ask(instance, "GET", latest, "")).hasSize(1);
                    }
                }
                String two =
                        "{\"entities\":[\"component:default/c0\",\"component:default/c1\",\"component:default/c2\","
                                + "\"component:default/c3\",\"component:default/c0\"]}";
                assertThat(ask(instances.get(0), "POST", "/checks/run", two))
                        .hasSize(5)
                        .isEqualTo(ask(instances.get(1), "POST", "/checks/run", two));
                for (URI instance : instances) {
                    JsonNode listed = ask(instance, "GET", "/checks", "").path(0);
                    String id = listed.path("id").asText();
                    JsonNode reevaluation =
                            ask(instance, "GET", "/checks/" + id, "").path("reevaluation");
                    assertThat(reevaluation.path("allInstances").asBoolean()).isTrue();
                    assertThat(reevaluation.path("inForce").asBoolean()).isTrue();
                    String results = "/checks/results?entity=component:default/c";
                    for (int i = 0; i < ENTITIES; i++) {
                        assertThat(ask(instance, "GET", results + i, "").path("results"))
                                .hasSize(1);
                    }
                    JsonNode preview = ask(instance, "POST", "/checks/preview", "{\"check\":" + listed + "}");
                    assertThat(preview.path("entities").asInt()).isEqualTo(ENTITIES);
                    assertThat(preview.path("counts").path("PASSED").asInt()).isEqualTo(ENTITIES);
                    assertThat(preview.path("difference").path("changed").asInt())
                            .isZero();
                    assertOwnership(ask(instance, "GET", "/instances", ""));
                }
                forget(instances);
            }
        } finally {
            vertx.close();
        }
    }
}
