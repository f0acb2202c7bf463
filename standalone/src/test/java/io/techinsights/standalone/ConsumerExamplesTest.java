package io.techinsights.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The programs of docs/consumers, each a process as its README starts it, on topics that the pipeline wrote.
 */
class ConsumerExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "docs", "consumers");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static FurnishedHouse furnished;

    @SuppressWarnings("NullAway.Init")
    private static TestHouse house;

    @SuppressWarnings("NullAway.Init")
    private static Topics topics;

    @BeforeAll
    static void start() throws IOException {
        furnished = FurnishedHouse.start(folder.resolve("house"));
        house = furnished.house();
        topics = furnished.topics();
    }

    @AfterAll
    static void stop() {
        furnished.close();
    }

    private static List<String> transitions() {
        return furnished.read(topics.checkTransitions()).stream()
                .map(read -> (CheckResult) read.value().orElseThrow())
                .map(change -> "%s %s %s %s -> %s"
                        .formatted(
                                change.getChangedAt(),
                                change.getEntity(),
                                change.getCheckId(),
                                change.getPreviousStatus() == null ? "NEW" : change.getPreviousStatus(),
                                change.getStatus()))
                .toList();
    }

    private static Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("KAFKA", house.standalone().bootstrapServers());
        environment.put("SCHEMA_REGISTRY", house.standalone().schemaRegistry().toString());
        return environment;
    }

    private static ExampleProcess java(String example, String jar, Map<String, String> settings) throws IOException {
        Path directory = EXAMPLES.resolve(example);
        assertThat(directory.resolve(jar))
                .as("what mvn package makes of the example")
                .exists();
        return ExampleProcess.start(
                directory, environment(settings), List.of(JAVA, "-Xmx128m", "-XX:TieredStopAtLevel=1", "-jar", jar));
    }

    @Test
    void shouldPrintEachTransitionOnceAcrossARestart() throws Exception {
        // Given
        List<String> before = transitions();
        try (var printer = java("java", "target/transitions-1.0.0.jar", Map.of())) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(printer.lines()).containsExactlyInAnyOrderElementsOf(before));
            assertThat(printer.complaints())
                    .contains("Passed over tech-insights.check-transitions-")
                    .contains("wire format");
            printer.end();
        }

        // When
        furnished.push("coverage", "orphan", "{\"lines\":0.95}");
        await().atMost(LIMIT).until(() -> transitions().size() > before.size());

        // Then
        try (var printer = java("java", "target/transitions-1.0.0.jar", Map.of())) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(printer.lines()).isNotEmpty());
            printer.end();
            assertThat(printer.lines())
                    .singleElement()
                    .asString()
                    .endsWith("component:default/orphan coverageCheck NOT_REPORTED -> PASSED");
        }
    }

    @Test
    void shouldCountTheFailingChecksOfEachOwnerUpAndDown() throws Exception {
        // Given
        try (var counter = java(
                "streams",
                "target/failing-per-owner-1.0.0.jar",
                Map.of("STATE_DIR", folder.resolve("state").toString()))) {
            awaitCounts(counter, Map.of("group:default/team", 4L, "nobody", 2L));

            // When
            furnished.push("coverage", "one", "{\"lines\":0.99}");

            // Then
            awaitCounts(counter, Map.of("group:default/team", 3L, "nobody", 2L));

            // When
            furnished.describe("group:default/team");

            // Then
            awaitCounts(counter, Map.of("group:default/team", 1L, "nobody", 2L));

            // When
            furnished.describe("user:default/rosa");

            // Then
            awaitCounts(counter, Map.of("user:default/rosa", 1L, "nobody", 2L));
            counter.end();
            assertThat(house.records("failing-checks-per-owner"))
                    .as("an owner of nothing that fails is a tombstone")
                    .anyMatch(record -> record.key().equals("group:default/team") && record.value() == null);
        }
    }

    private static void awaitCounts(ExampleProcess counter, Map<String, Long> expected) {
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(counts()).as(counter.complaints()).isEqualTo(expected));
    }

    private static Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : house.records("failing-checks-per-owner")) {
            if (record.value() == null) {
                counts.remove(record.key());
            } else {
                counts.put(record.key(), ByteBuffer.wrap(record.value()).getLong());
            }
        }
        return counts;
    }

    @Test
    void shouldSinkTheFactsOfOneRetriever() throws Exception {
        // Given
        Path lines = folder.resolve("coverage.jsonl");
        List<JsonNode> expected = furnished.read(topics.facts("facts")).stream()
                .filter(fact ->
                        fact.value().orElseThrow().getSchema().getFullName().equals("io.techinsights.facts.coverage"))
                .map(ConsumerExamplesTest::sunk)
                .toList();

        // When
        try (var worker = worker(lines, URI.create("http://127.0.0.1:1"))) {
            await().atMost(LIMIT).until(() -> worker.complaints().contains("Waiting for the schema registry"));
            worker.end();
        }
        try (var worker = worker(lines, house.standalone().schemaRegistry())) {

            // Then
            await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(lines).as(worker.complaints()).exists();
                assertThat(Files.readAllLines(lines).stream().map(Json::parse))
                        .containsExactlyInAnyOrderElementsOf(expected);
            });
            assertThat(house.records("coverage-file.dead-letters"))
                    .singleElement()
                    .satisfies(letter -> {
                        assertThat(letter.value()).isEqualTo(FurnishedHouse.GARBAGE);
                        assertThat(header(letter, "__connect.errors.topic")).isEqualTo("tech-insights.facts");
                        assertThat(header(letter, "__connect.errors.exception.stacktrace"))
                                .contains("wire format");
                    });
            worker.end();
        }
    }

    /** The worker as its README starts it, with the registry at an address, and its lines in a file. */
    private static ExampleProcess worker(Path lines, URI registry) throws IOException {
        String worker = adapted(
                "worker.properties",
                Map.of(
                        "127.0.0.1:9092", house.standalone().bootstrapServers(),
                        "http://127.0.0.1:8081", registry.toString(),
                        "listeners=http://127.0.0.1:8083", "listeners=http://127.0.0.1:0",
                        "target/connect.offsets",
                                folder.resolve("connect.offsets").toString()));
        String connector = adapted("connector.properties", Map.of("target/coverage.jsonl", lines.toString()));
        return ExampleProcess.start(
                EXAMPLES.resolve("connect"),
                Map.of(),
                List.of(
                        JAVA,
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        "target/fact-sink-1.0.0.jar:target/lib/*",
                        "org.apache.kafka.connect.cli.ConnectStandalone",
                        worker,
                        connector));
    }

    /** A file of the example with the ports and files of this test. */
    private static String adapted(String file, Map<String, String> places) throws IOException {
        String text = Files.readString(EXAMPLES.resolve("connect").resolve(file));
        for (Map.Entry<String, String> place : places.entrySet()) {
            assertThat(text).contains(place.getKey());
            text = text.replace(place.getKey(), place.getValue());
        }
        return Files.writeString(folder.resolve(file), text).toString();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static JsonNode sunk(FurnishedHouse.Read fact) {
        ObjectNode value = (ObjectNode) fact.json();
        value.put(
                "observedAt",
                Instant.ofEpochMilli(value.path("observedAt").asLong()).toString());
        ObjectNode line = Json.object()
                .put("partition", fact.record().partition())
                .put("offset", fact.record().offset())
                .put("key", fact.record().key());
        line.set("value", value);
        return Json.parse(Json.write(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"confluent", "kafkajs"})
    void shouldDecodeAllTopicsInNode(String client) throws Exception {
        // Given
        Path directory = NodeExample.install(EXAMPLES.resolve("node"));
        List<Topic<?, ?>> avro = topics.all().stream()
                .filter(topic -> !topic.name().contains("dead-letters"))
                .toList();
        List<String> command = new ArrayList<>(List.of("node", "read-topic.mjs", "--client", client));
        avro.forEach(topic -> command.add(topic.name().substring(FurnishedHouse.PREFIX.length())));

        // When
        try (var reader = ExampleProcess.start(directory, environment(Map.of()), command)) {

            // Then
            await().atMost(LIMIT).untilAsserted(() -> {
                Map<String, JsonNode> expected = new TreeMap<>();
                avro.forEach(topic -> expected.putAll(expected(topic)));
                assertThat(decoded(reader)).as(reader.complaints()).isEqualTo(expected);
            });
            assertThat(reader.complaints())
                    .contains("Passed over tech-insights.facts-")
                    .contains("Passed over tech-insights.check-results-");
            reader.end();
        }
    }

    private static Map<String, JsonNode> expected(Topic<?, ?> topic) {
        Map<String, JsonNode> expected = new TreeMap<>();
        for (FurnishedHouse.Read read : furnished.read(topic)) {
            ObjectNode line = Json.object().put("key", read.record().key());
            line.put(
                    "record",
                    read.value().map(value -> value.getSchema().getFullName()).orElse(null));
            line.set("value", read.json());
            expected.put(
                    place(topic.name(), read.record().partition(), read.record().offset()), line);
        }
        assertThat(expected).as("Records on " + topic.name()).isNotEmpty();
        return expected;
    }

    private static Map<String, JsonNode> decoded(ExampleProcess reader) throws IOException {
        Map<String, JsonNode> decoded = new TreeMap<>();
        for (String text : reader.lines()) {
            ObjectNode line = (ObjectNode) Json.canonical(Json.parse(text));
            decoded.put(
                    place(
                            line.remove("topic").asText(),
                            line.remove("partition").asInt(),
                            line.remove("offset").asLong()),
                    line);
        }
        return decoded;
    }

    private static String place(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    @Test
    void shouldPrintEachTransitionInNode() throws Exception {
        // Given
        Path directory = NodeExample.install(EXAMPLES.resolve("node"));

        // When
        try (var printer = ExampleProcess.start(directory, environment(Map.of()), List.of("node", "transitions.mjs"))) {

            // Then
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(printer.lines().stream().map(ConsumerExamplesTest::inMillis))
                            .as(printer.complaints())
                            .containsExactlyInAnyOrderElementsOf(transitions().stream()
                                    .map(ConsumerExamplesTest::inMillis)
                                    .toList()));
            printer.end();
        }
    }

    /** JavaScript writes all three digits of milliseconds, Java none where they are zero. */
    private static String inMillis(String line) {
        int end = line.indexOf(' ');
        return Instant.parse(line.substring(0, end)).toEpochMilli() + line.substring(end);
    }

    @Test
    void shouldShowTransitionsInKcat() throws Exception {
        // Given
        assumeThat(NodeExample.isOnPath("kcat")).as("kcat is on the PATH").isTrue();
        List<String> expected = house.records(topics.checkTransitions().name()).stream()
                .map(record -> record.key() + " " + record.partition() + "@" + record.offset())
                .toList();

        // When
        try (var kcat = ExampleProcess.start(
                folder,
                Map.of(),
                List.of(
                        "kcat",
                        "-b",
                        house.standalone().bootstrapServers(),
                        "-C",
                        "-t",
                        topics.checkTransitions().name(),
                        "-e",
                        "-q",
                        "-f",
                        "%k %p@%o\\n"))) {
            assertThat(kcat.await()).as(kcat.complaints()).isZero();

            // Then
            assertThat(kcat.lines()).containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
