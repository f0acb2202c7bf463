package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.techinsights.schemas.registry.SchemaRegistryClient;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.standalone.HostileInputs.Good;
import io.techinsights.standalone.HostileInputs.Input;
import io.techinsights.standalone.HostileRecords.Hostile;
import io.techinsights.streams.error.LetterOrigin;
import io.techinsights.streams.error.TopicScan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * So many hostile records on every topic that a role reads, {@code -Dhostile.records=N} on each: every one of them is in the
 * dead letters of each role that reads it, once, also after a restart, and every good record among them counts.
 */
class HostileFloodTest {
    private static final int COUNT = Integer.getInteger("hostile.records", 1_000);
    private static final long SEED = Long.getLong("hostile.seed", 20_261_123L);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String CONFIG = """
            techInsights:
              factTopics: [more]
              checks: { editable: true }
              factRetrievers:
                entityMetadataFactRetriever: { cadence: { minutes: 60 }, initialDelay: { minutes: 10 } }
              factChecker:
                checks:
                  fineCheck:
                    type: json-rules-engine
                    name: Fine
                    description: Is fine
                    factIds: [flood]
                    rule: { conditions: { all: [{ fact: fine, operator: equal, value: true }] } }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Map<String, Set<LetterOrigin>> expected = new HashMap<>();

    @Test
    void shouldHaveALetterOfEachHostileRecordAndProcessTheGoodOnes() throws Exception {
        // Given
        long begun = System.nanoTime();
        Path config = Files.writeString(folder.resolve("config.yaml"), CONFIG);
        try (TestHouse house = TestHouse.start(folder.resolve("data"), List.of(config), List.of())) {
            say("seed " + SEED + ", " + COUNT + " hostile records on each topic");

            // When
            List<Input> inputs = new HostileInputs(topics(house)).all();
            flood(house, inputs, new Random(SEED));
            say(inputs.size() + " topics flooded", begun);

            // Then
            assertEachHasOneLetter(house);
            say(expected.values().stream().mapToInt(Set::size).sum() + " letters written", begun);
            assertGoodOnesCount(house);
            say("the good ones count", begun);
        }
        try (TestHouse house = TestHouse.start(folder.resolve("data"), List.of(config), List.of())) {
            flood(house, new HostileInputs(topics(house)).all(), new Random(SEED + 1), 1);
            assertEachHasOneLetter(house);
            say("no letter twice after a restart", begun);
        }
    }

    private static void say(String what) {
        System.out.println("Flood: " + what);
    }

    private static void say(String what, long begun) {
        say(what + " after " + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
    }

    private static Topics topics(TestHouse house) {
        return new Topics(
                "tech-insights.", new SchemaRegistryClient(house.standalone().schemaRegistry()), List.of("more"));
    }

    private void flood(TestHouse house, List<Input> inputs, Random random) throws Exception {
        flood(house, inputs, random, COUNT);
        try (var producer = producer(house)) {
            var facts = topics(house).facts("facts");
            Good large = new HostileInputs(topics(house)).fact(facts, "large", 0, "x".repeat(2 * 1024 * 1024));
            producer.send(new ProducerRecord<>(facts.name(), large.key(), large.value()))
                    .get();
        }
    }

    private void flood(TestHouse house, List<Input> inputs, Random random, int count) throws Exception {
        try (var producer = producer(house)) {
            for (Input input : inputs) {
                int partitions = producer.partitionsFor(input.topic()).size();
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    Hostile hostile = input.hostile().next(random);
                    sent.add(producer.send(new ProducerRecord<>(input.topic(), hostile.key(), hostile.value())));
                    if (i % 100 == 0) {
                        Good good = input.good().apply(i / 100);
                        int partition = EntityKey.partition(good.entity(), partitions);
                        boolean byEntity = input.topic().endsWith("latest-facts");
                        producer.send(new ProducerRecord<>(
                                input.topic(), byEntity ? partition : null, good.key(), good.value()));
                    }
                }
                for (Future<RecordMetadata> one : sent) {
                    RecordMetadata at = one.get();
                    input.roles()
                            .forEach(role -> expected.computeIfAbsent(role, any -> new HashSet<>())
                                    .add(new LetterOrigin(at.topic(), at.partition(), at.offset())));
                }
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(TestHouse house) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                house.standalone().bootstrapServers(),
                "compression.type",
                "lz4",
                "max.request.size",
                8 * 1024 * 1024);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void assertEachHasOneLetter(TestHouse house) {
        expected.forEach((role, origins) -> {
            String topic = "tech-insights.dead-letters." + role;
            Map<LetterOrigin, Integer> found = new HashMap<>();
            try (var scan = new TopicScan(
                    topic, Map.of("bootstrap.servers", house.standalone().bootstrapServers()))) {
                await(role)
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> {
                            scan.toEnd(letter -> found.merge(
                                    LetterOrigin.of(letter.headers()).orElseThrow(), 1, Integer::sum));
                            return found.keySet().containsAll(origins);
                        });
            }
            assertThat(found.keySet()).as(topic).hasSameSizeAs(origins);
            assertThat(found.values()).as(topic).containsOnly(1);
        });
    }

    private static Set<String> numbered(String prefix, String suffix) {
        return IntStream.range(0, (COUNT + 99) / 100)
                .mapToObj(number -> prefix + number + suffix)
                .collect(Collectors.toSet());
    }

    private static void assertGoodOnesCount(TestHouse house) {
        Set<String> facts = numbered("component:default/f", "#flood");
        facts.addAll(numbered("component:default/m", "#flood"));
        facts.add("component:default/large0#flood");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(keys(house, "tech-insights.latest-facts")).containsAll(facts));
        Set<String> results = numbered("component:default/l", "#fineCheck");
        results.addAll(numbered("component:default/g", "#fineCheck"));
        results.addAll(numbered("component:default/f", "#d0"));
        results.add("component:default/large0#fineCheck");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(keys(house, "tech-insights.check-results")).containsAll(results));
        assertThat(house.get("/fact-schemas").findValuesAsText("id")).containsAll(numbered("s", ""));
        assertThat(house.get("/checks").findValuesAsText("id")).containsAll(numbered("d", ""));
        assertThat(house.get("/checks/h0/history").toString()).contains("One of a flood");
        assertThat(house.get("/facts/latest?entity=component:default/f0&ids=flood")
                        .path("flood")
                        .path("facts")
                        .path("fine")
                        .asBoolean())
                .isTrue();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                house.get("/retrievers").path("retrievers").toString())
                        .contains("\"trigger\":\"command\"")
                        .contains("SUCCEEDED"));
    }

    private static Set<String> keys(TestHouse house, String topic) {
        return house.records(topic).stream().map(record -> record.key()).collect(Collectors.toSet());
    }
}
