package io.techinsights.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.SchemaRegistryClient;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.standalone.kafka.OnKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator finds a bad fact, mends its schema, and replays it, from the command line to the answer over HTTP. */
@OnKafka
class DeadLettersCommandTest {
    private static final String ENTITY = "component:default/petstore";
    private final Instant observed = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestHouse house;

    @SuppressWarnings("NullAway.Init")
    private static String config;

    @BeforeAll
    static void start() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "techInsights: { factTopics: [more] }");
        house = TestHouse.start(folder.resolve("data"), List.of(empty), List.of());
        config = Files.writeString(folder.resolve("config.yaml"), """
                        techInsights: { factTopics: [more], kafka: { bootstrapServers: '%s', schemaRegistry: '%s' } }
                        """.formatted(
                                house.standalone().bootstrapServers(),
                                house.standalone().schemaRegistry()))
                .toString();
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    private static CommandRun deadLetters(String command, String... more) {
        return CommandRun.of(Stream.concat(Stream.of("dead-letters", command, "--config", config), Stream.of(more))
                .toArray(String[]::new));
    }

    private static void announce(String version, String type) {
        Answer answer = house.send("PUT", "/fact-schemas/release", "application/json", """
                {"version":"%s","schema":{"since":{"type":"%s","description":"Since when"}}}
                """.formatted(version, type));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** A fact that says "since spring", which is a text and no datetime. */
    private byte[] fact(Topics topics) {
        var texts = new FactSchema(
                "release",
                "1.0.0",
                null,
                null,
                null,
                new FactLifecycle.Keep(),
                null,
                "facts",
                "push",
                Map.of("since", FactDefinition.of(FactType.STRING, "Since when")));
        Map<String, JsonNode> facts = Map.of("since", TextNode.valueOf("spring"));
        var row = new FactRow("release", "1.0.0", EntityRef.parse(ENTITY), observed, null, facts);
        var topic = topics.facts("facts");
        return topic.value()
                .serializer()
                .serialize(topic.name(), FactRecords.toRecord(FactRecords.schemaOf(texts), row));
    }

    private static void send(String topic, String key, byte[] value) {
        Map<String, Object> client =
                Map.of("bootstrap.servers", house.standalone().bootstrapServers());
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value));
        }
    }

    private static JsonNode list(String... more) {
        CommandRun run = deadLetters(
                "list", Stream.concat(Stream.of("--json"), Stream.of(more)).toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return Json.parse(run.out());
    }

    @Test
    void shouldListShowMendAndReplayAFact() {
        // Given
        var topics = new Topics(
                "tech-insights.", new SchemaRegistryClient(house.standalone().schemaRegistry()), List.of());
        announce("1.0.0", "datetime");
        send("tech-insights.facts", ENTITY, fact(topics));
        send("tech-insights.facts", ENTITY, new byte[] {1, 2, 27});
        await().atMost(Duration.ofSeconds(30))
                .until(() -> list("--topic", "facts").path("count").asInt() == 2);

        // When
        JsonNode letter = list("--topic", "facts").path("letters").path(0);
        String address = letter.path("address").asText();
        CommandRun listed = deadLetters("list", "--role", "facts", "--topic", "facts", "--since", "1h", "--limit", "1");
        CommandRun shown = deadLetters(
                "show", address, "--value-to", folder.resolve("value.bin").toString());
        JsonNode garbage = Json.parse(deadLetters(
                        "show",
                        list("--topic", "facts")
                                .path("letters")
                                .path(1)
                                .path("address")
                                .asText(),
                        "--json")
                .out());
        announce("2.0.0", "string");
        CommandRun replayed = deadLetters("replay", address);
        CommandRun again = deadLetters("replay", address);

        // Then
        assertThat(letter.path("reason").asText()).contains("Facts of release do not fit its schema", "a datetime");
        assertThat(letter.path("key").asText()).isEqualTo(ENTITY);
        assertThat(listed.out())
                .contains("ADDRESS", "2 dead letters: facts 2; the newest 1 are shown")
                .contains("1 × Facts of release do not fit its schema: fact …: expected a datetime")
                .contains("1 × Not in the schema registry's wire format");
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out())
                .contains("Dead letter " + address, "dead-letter.topic: tech-insights.facts")
                .contains("|component:defaul|", "Value as io.techinsights.facts.release", "\"since\" : \"spring\"");
        assertThat(folder.resolve("value.bin")).hasBinaryContent(fact(topics));
        assertThat(garbage.path("value").path("base64").asText()).isEqualTo("AQIb");
        assertThat(garbage.path("value").path("error").asText()).contains("expected a zero byte");
        assertThat(replayed.exitCode()).as(replayed.out() + replayed.err()).isZero();
        assertThat(replayed.out()).contains(address + " → tech-insights.facts-", "1 replayed");
        assertThat(again.out()).contains("0 replayed, 1 were already, 0 cannot be");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(house.get("/facts/latest?ids=release&entity=" + ENTITY)
                                .path("release")
                                .path("facts")
                                .path("since")
                                .asText())
                        .isEqualTo("spring"));
        assertThat(house.records("tech-insights.facts")).hasSize(3);
        assertThat(list("--topic", "facts").path("count").asInt()).isEqualTo(1);
        assertThat(list("--all", "--topic", "tech-insights.facts")
                        .path("letters")
                        .path(0)
                        .path("replayed")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void shouldSayWhatItWasAskedWrongly() {
        // When
        CommandRun role = deadLetters("list", "--role", "fact");
        CommandRun since = deadLetters("list", "--since", "yesterday");
        CommandRun missing = deadLetters("show", "facts-0@7");
        CommandRun help = CommandRun.of("dead-letters", "replay", "--help");

        // Then
        assertThat(role.exitCode()).isEqualTo(2);
        assertThat(role.err()).contains("Unknown role 'fact': expected any of");
        assertThat(since.exitCode()).isEqualTo(2);
        assertThat(since.err()).contains("'yesterday' is no duration: expected a number and s, m, h or d");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("There is no dead letter facts-0@7 on tech-insights.dead-letters.facts");
        assertThat(help.out()).contains("Examples:", "--by-key");
    }

    @Test
    void shouldPrintNoControlCharacters() {
        // Given
        send("tech-insights.more", "\u001b[31mred\u0007", "\u001b[2J".getBytes(UTF_8));

        // When
        await().atMost(Duration.ofSeconds(30))
                .until(() -> list("--topic", "more").path("count").asInt() == 1);
        CommandRun listed = deadLetters("list", "--topic", "more");
        CommandRun shown = deadLetters(
                "show",
                list("--topic", "more").path("letters").path(0).path("address").asText());

        // Then
        assertThat(listed.out() + shown.out())
                .matches(text -> text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n'));
    }
}
