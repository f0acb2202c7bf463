package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.FactRecordSerde;
import io.techinsights.schemas.registry.SchemaRegistryClient;
import io.techinsights.standalone.embedded.Broker;
import io.techinsights.standalone.kafka.TestKafka;
import io.techinsights.standalone.registry.RegistryKind;
import io.techinsights.standalone.registry.RegistryKind.TestRegistry;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.config.ConfigFiles;
import io.techinsights.streams.error.TopicScan;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All roles on Apicurio's registry, and what they write read with Apicurio's own deserializer. */
class PipelineOnApicurioTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Path EXAMPLE = Path.of("..", "docs", "consumers", "apicurio");
    private static final Path DEMO = Path.of("src", "main", "resources", "demo");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Vertx vertx = Vertx.vertx();

    @SuppressWarnings("NullAway.Init")
    private Broker broker;

    @SuppressWarnings("NullAway.Init")
    private TestRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private Pipeline pipeline;

    @BeforeEach
    void start() throws IOException {
        broker = TestKafka.broker(folder.resolve("kafka"));
        registry = RegistryKind.APICURIO.start(folder);
        var types = CheckerTypes.onClassPath();
        var settings = PipelineSettings.of(
                new ConfigFiles(Map.of()).read(List.of(DEMO.resolve("app-config.yaml")), PipelineSettings.SECTION),
                new PipelineSettings.CommandLine(folder.resolve("data"), 0, List.of(DEMO.resolve("catalog.yaml"))),
                types);
        var kafka = settings.kafka().at(broker.bootstrapServers(), registry.address());
        pipeline = new Pipeline(settings.on(kafka), Pipeline.ROLES, vertx, types);
        pipeline.provision();
        pipeline.start();
        await().atMost(LIMIT).until(() -> pipeline.readiness() instanceof Readiness.Ready);
    }

    @AfterEach
    void stop() {
        pipeline.close();
        registry.close();
        broker.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private JsonNode results() throws Exception {
        URI uri = URI.create(pipeline.address() + TestHouse.API + "/checks/run/default/component/petstore");
        HttpRequest run = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return Json.parse(HttpClient.newHttpClient()
                .send(run, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    /** What is on a topic now, as the example prints it. */
    private Stream<String> lines(String topic) {
        var values = new FactRecordSerde(new SchemaRegistryClient(registry.address())).deserializer();
        List<String> lines = new ArrayList<>();
        try (var scan = new TopicScan(topic, Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            scan.toEnd(record -> lines.add(String.join(
                    "\t",
                    topic,
                    new String(record.key(), StandardCharsets.UTF_8),
                    values.deserialize(topic, record.value()).toString())));
        }
        return lines.stream();
    }

    @Test
    void shouldWriteWhatApicuriosDeserializerReads() throws Exception {
        // Given
        await().atMost(LIMIT).until(() -> results().size() == 3);
        pipeline.close();
        List<String> topics = Stream.of(
                        "facts",
                        "latest-facts",
                        "entities",
                        "fact-schemas",
                        "check-definitions",
                        "check-history",
                        "check-results",
                        "check-transitions",
                        "retriever-runs")
                .map("tech-insights."::concat)
                .toList();

        // When
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-jar"));
        command.add("target/apicurio-reader-1.0.0.jar");
        command.addAll(topics);
        var environment = Map.of(
                "KAFKA",
                broker.bootstrapServers(),
                "APICURIO",
                registry.address().resolve("/apis/registry/v2").toString());
        try (var example = ExampleProcess.start(EXAMPLE, environment, command)) {

            // Then
            assertThat(example.await()).as(example.complaints()).isZero();
            assertThat(example.lines())
                    .hasSizeGreaterThan(topics.size())
                    .containsExactlyInAnyOrderElementsOf(
                            topics.stream().flatMap(this::lines).toList());
        }
        assertThat(Files.readString(folder.resolve("apicurio.log"))).contains("Apicurio Registry");
    }
}
