package io.techinsights.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.json.Json;
import io.techinsights.standalone.kafka.OnKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a catalog file to check results, on a real broker. */
@OnKafka
class PipelineTest {
    private static final String CONFIG = """
            app: { title: another section of a whole app-config }
            techInsights:
              catalog: { cadence: { seconds: 1 } }
              factRetrievers:
                entityMetadataFactRetriever: { cadence: { seconds: 2 }, initialDelay: { milliseconds: 200 } }
                entityOwnershipFactRetriever: { cadence: { seconds: 2 }, initialDelay: { milliseconds: 200 } }
              factChecker:
                checks:
                  ownerCheck:
                    type: json-rules-engine
                    name: Owner
                    description: Has an owner
                    staleAfter: { hours: 1 }
                    factIds: [entityOwnershipFactRetriever]
                    filter: { kind: component }
                    rule: { conditions: { all: [{ fact: hasOwner, operator: equal, value: true }] } }
                  unknownFactCheck:
                    type: json-rules-engine
                    name: Unknown
                    description: Names a fact that no schema has
                    factIds: [entityMetadataFactRetriever]
                    rule: { conditions: { all: [{ fact: hasTitel, operator: equal, value: true }] } }
                  coverageCheck:
                    type: json-rules-engine
                    name: Coverage
                    description: Enough of it is tested
                    factIds: [coverage]
                    rule: { conditions: { all: [{ fact: lines, operator: greaterThan, value: 0.8 }] } }
            """ + TestHouse.TITLE_CHECK;
    private static final String CATALOG = """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: { name: one }
            spec: { type: service, lifecycle: production, owner: group:default/team }
            ---
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: { name: two, title: Two }
            spec: { type: service, lifecycle: production }
            ---
            apiVersion: backstage.io/v1alpha1
            kind: User
            metadata: { name: rosa }
            spec: {}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Path catalog;

    @SuppressWarnings("NullAway.Init")
    private static TestHouse house;

    @BeforeAll
    static void start() throws IOException {
        catalog = Files.writeString(folder.resolve("catalog.yaml"), CATALOG);
        Path config = Files.writeString(folder.resolve("app-config.yaml"), CONFIG);
        house = TestHouse.start(folder.resolve("data"), List.of(config), List.of(catalog));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> statuses("user:default/rosa").size() == 4
                        && status("component:default/two", "ownerCheck").equals("FAILED")
                        && status("component:default/one", "titleCheck").equals("FAILED"));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    private static String runPath(String ref) {
        return "/checks/run/" + ref.split("[:/]")[1] + "/" + ref.split("[:/]")[0] + "/" + ref.split("[:/]")[2];
    }

    private static Map<String, String> statuses(String ref) {
        return Json.array()
                .addAll((com.fasterxml.jackson.databind.node.ArrayNode) house.post(runPath(ref) + "?include=all", "{}"))
                .valueStream()
                .collect(Collectors.toMap(
                        result -> result.path("check").path("id").asText(),
                        result -> result.path("status").asText()));
    }

    private static String status(String ref, String check) {
        return statuses(ref).getOrDefault(check, "none");
    }

    @Test
    void shouldGiveEveryCheckAStatusWithAReason() {
        // When
        Map<String, String> component = statuses("component:default/one");
        Map<String, String> user = statuses("user:default/rosa");
        JsonNode upstream = house.post(runPath("component:default/one"), "");

        // Then
        assertThat(component).containsEntry("ownerCheck", "PASSED").containsEntry("unknownFactCheck", "ERROR");
        assertThat(user).containsEntry("ownerCheck", "NOT_APPLICABLE").containsEntry("coverageCheck", "NOT_REPORTED");
        assertThat(upstream).hasSizeBetween(2, 3).allMatch(result -> !result.has("status"));
    }

    @Test
    void shouldTurnACheckWhenTheCatalogChanges() throws IOException {
        // Given
        await().atMost(Duration.ofSeconds(60))
                .until(() -> transitions("titleCheck", "component:default/one").contains("FAILED"));
        List<String> before = transitions();

        // When
        Files.writeString(catalog, CATALOG.replace("{ name: one }", "{ name: one, title: One }"));

        // Then
        await().atMost(Duration.ofSeconds(60))
                .until(() -> status("component:default/one", "titleCheck").equals("PASSED"));
        assertThat(house.post(runPath("component:default/one"), "{\"checks\":[\"titleCheck\"]}")
                        .path(0)
                        .path("result")
                        .booleanValue())
                .isTrue();
        await().atMost(Duration.ofSeconds(60)).until(() -> transitions().size() > before.size());
        List<String> after = new ArrayList<>(transitions());
        before.forEach(after::remove);
        assertThat(after).containsExactly("component:default/one titleCheck PASSED");
    }

    private static List<String> transitions(String check, String entity) {
        return transitions().stream()
                .filter(line -> line.startsWith(entity + " " + check + " "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }

    private static List<String> transitions() {
        return house.records("tech-insights.check-transitions").stream()
                .map(record -> plainly(record))
                .filter(result -> !result.get("checkId").toString().equals("coverageCheck"))
                .map(result -> result.get("entity") + " " + result.get("checkId") + " " + result.get("status"))
                .sorted()
                .toList();
    }

    /** With nothing but Kafka's consumer, Avro, and an HTTP GET. */
    private static GenericRecord plainly(ConsumerRecord<String, byte[]> record) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(record.value());
            assertThat(bytes.get()).isZero();
            URI uri = house.standalone().schemaRegistry().resolve("/schemas/ids/" + bytes.getInt());
            String answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            Schema schema =
                    new Schema.Parser().parse(Json.parse(answer).path("schema").asText());
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(record.value(), 5, record.value().length - 5, null));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldBeReadableWithPlainAvroAndRegistry() {
        // When
        GenericRecord fact = house.records("tech-insights.facts").stream()
                .filter(record -> record.key().equals("component:default/two"))
                .map(PipelineTest::plainly)
                .filter(record -> record.getSchema().getName().equals("entityMetadataFactRetriever"))
                .findFirst()
                .orElseThrow();
        GenericRecord latest = house.records("tech-insights.latest-facts").stream()
                .filter(record -> record.key().equals("component:default/two#entityMetadataFactRetriever"))
                .map(PipelineTest::plainly)
                .findFirst()
                .orElseThrow();
        GenericRecord result = house.records("tech-insights.check-results").stream()
                .filter(record -> record.key().equals("component:default/two#titleCheck"))
                .reduce((first, second) -> second)
                .map(PipelineTest::plainly)
                .orElseThrow();

        // Then
        assertThat(fact.get("hasTitle")).isEqualTo(true);
        assertThat(latest.get("hasTitle")).isEqualTo(true);
        assertThat(result.get("status").toString()).isEqualTo("PASSED");
    }

    @Test
    void shouldTakePushedFactsToAResult() {
        // Given
        Answer announced = house.send(
                "PUT",
                "/fact-schemas/coverage",
                "application/json",
                "{\"version\":\"1.0.0\",\"schema\":{\"lines\":{\"type\":\"float\",\"description\":\"Line coverage\"}}}");

        // When
        Answer pushed = house.send("POST", "/facts/coverage", "application/json", """
                {"facts":[{"entity":"component:default/one","facts":{"lines":0.83}},
                          {"entity":"component:default/two","facts":{"lines":"most"}},
                          {"entity":"nonsense","facts":{"lines":0.1}}]}
                """);

        // Then
        assertThat(announced.status()).as(announced.body()).isEqualTo(200);
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(202);
        assertThat(pushed.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(pushed.json().path("refused").path(0).path("index").asInt()).isEqualTo(1);
        assertThat(pushed.json().path("refused").path(0).path("reason").asText())
                .contains("lines")
                .contains("float");
        assertThat(pushed.json().path("refused").path(1).path("reason").asText())
                .contains("nonsense");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> status("component:default/one", "coverageCheck").equals("PASSED"));
    }

    @Test
    void shouldSendGarbageToTheDeadLettersAndGoOn() {
        // Given
        Map<String, Object> config =
                Map.of("bootstrap.servers", house.standalone().bootstrapServers());
        List<byte[]> garbage = List.of(
                "garbage".getBytes(UTF_8),
                new byte[] {0},
                new byte[] {0, 0, 0, 0x7f, 0x7f, 1, 2},
                ByteBuffer.allocate(64).array());

        // When
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            garbage.forEach(bytes ->
                    producer.send(new ProducerRecord<>("tech-insights.facts", "component:default/one", bytes)));
        }

        // Then
        await().atMost(Duration.ofSeconds(60))
                .until(() -> house.records("tech-insights.dead-letters.facts").size() >= garbage.size());
        var letters = house.records("tech-insights.dead-letters.facts");
        assertThat(letters.stream().map(letter -> new String(letter.value(), UTF_8)))
                .containsAll(
                        garbage.stream().map(bytes -> new String(bytes, UTF_8)).toList());
        assertThat(letters).allSatisfy(letter -> {
            assertThat(header(letter, "dead-letter.topic")).isEqualTo("tech-insights.facts");
            assertThat(header(letter, "dead-letter.reason")).isNotBlank();
            assertThat(Long.parseLong(header(letter, "dead-letter.offset"))).isNotNegative();
        });
        assertThat(house.get("/facts/latest?entity=component:default/one&ids=entityMetadataFactRetriever&position="
                        + end("component:default/one")))
                .as("with the position of a record that was refused")
                .hasSize(1);
    }

    /** The position of all that was written to the fact topic, in the partition of an entity. */
    private static String end(String entity) {
        return house.records("tech-insights.facts").stream()
                .filter(record -> record.key().equals(entity))
                .reduce((first, second) -> second)
                .map(record -> "facts-" + record.partition() + "@" + (record.offset() + 1))
                .orElseThrow();
    }

    @Test
    void shouldSayHowFarItCameWhereAPositionIsNotThere() {
        // Given
        String question = "/facts/latest?entity=component:default/one&ids=entityMetadataFactRetriever&position=";
        URI uri = URI.create(house.standalone().address() + TestHouse.API + question);

        // When
        Answer early = house.send(HttpRequest.newBuilder(URI.create(uri + "facts-0@1000000"))
                .header("x-tech-insights-timeout", "6000")
                .build());
        Answer elsewhere = house.send(
                HttpRequest.newBuilder(URI.create(uri + "others-0@1")).build());

        // Then
        assertThat(early.status()).isEqualTo(503);
        assertThat(early.body()).contains("tech-insights.facts has come to").contains("not yet to 1000000");
        assertThat(elsewhere.status()).isEqualTo(400);
        assertThat(elsewhere.body()).contains("others-0").contains("none of the partitions");
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    @Test
    void shouldDescribeEveryRouteInOpenApi() {
        // Given
        JsonNode document = house.get("/openapi.json");

        // When
        Set<String> described = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method ->
                                described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));

        // Then
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        assertThat(described)
                .containsExactlyElementsOf(new TreeSet<>(house.standalone().routes()));
    }

    @Test
    void shouldListRetrieversWithTheirRuns() {
        // Then
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(house.get("/retrievers").path("retrievers"))
                        .anySatisfy(retriever -> {
                            assertThat(retriever.path("id").asText()).isEqualTo("entityMetadataFactRetriever");
                            assertThat(retriever.path("lastRun").path("outcome").asText())
                                    .isEqualTo("SUCCEEDED");
                        }));
        assertThat(house.get("/retrievers").path("catalog").path("entities").asInt())
                .isEqualTo(3);
    }

    @Test
    void shouldObserveOneEntityWhenAskedAndTellOfEveryRun() {
        // Given
        String url = "--url=" + house.standalone().address() + "/api/tech-insights";

        // When
        CommandRun asked = CommandRun.of(
                "retrievers", "refresh", "component:default/one", "--id=entityOwnershipFactRetriever", url);

        // Then
        assertThat(asked.exitCode()).isZero();
        assertThat(asked.out()).contains("[\"entityOwnershipFactRetriever\"]");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(house.get("/retrievers/entityOwnershipFactRetriever/runs")
                                .path("runs"))
                        .anySatisfy(run -> {
                            assertThat(run.path("trigger").asText()).isEqualTo("refresh");
                            assertThat(run.path("outcome").asText()).isEqualTo("SUCCEEDED");
                            assertThat(run.path("rows").asInt()).isEqualTo(1);
                        }));
        assertThat(CommandRun.of("retrievers", "runs", "entityOwnershipFactRetriever", url)
                        .out())
                .contains("refresh")
                .contains("cadence");
        assertThat(CommandRun.of("retrievers", "list", url).out()).contains("entityMetadataFactRetriever");
    }

    @Test
    void shouldNotAskARetrieverThatIsNotThere() {
        // When
        CommandRun asked = CommandRun.of(
                "retrievers",
                "refresh",
                "component:default/one",
                "--id=nobody",
                "--url=" + house.standalone().address() + "/api/tech-insights");

        // Then
        assertThat(asked.exitCode()).isNotZero();
        assertThat(asked.err()).contains("404").contains("'nobody' is not configured here");
    }
}
