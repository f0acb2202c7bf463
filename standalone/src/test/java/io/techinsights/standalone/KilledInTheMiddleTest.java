package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.avro.RunState;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.registry.SchemaRegistryClient;
import io.techinsights.schemas.topic.RunKeys;
import io.techinsights.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The standalone is killed at random moments of its runs while its catalog changes: {@code -Dkill.times}, over {@code
 * -Dkill.entities}, from {@code -Dkill.seed}.
 */
class KilledInTheMiddleTest {
    private static final int TIMES = Integer.getInteger("kill.times", 3);
    private static final int ENTITIES = Integer.getInteger("kill.entities", 1000);
    private static final long SEED = Long.getLong("kill.seed", 20261123L);
    private static final String RETRIEVER = "entityMetadataFactRetriever";
    private static final String CONFIG = """
            techInsights:
              catalog: { cadence: { seconds: 1 } }
              factRetrievers:
                entityMetadataFactRetriever: { cadence: { seconds: 2 }, initialDelay: { milliseconds: 100 } }
              factChecker:
                checks:
            """ + TestHouse.TITLE_CHECK;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private StandaloneProcess standalone;

    @BeforeEach
    void begin() {
        standalone = new StandaloneProcess(folder);
    }

    @AfterEach
    void end() throws InterruptedException {
        standalone.close();
    }

    private static boolean hasTitle(int entity, int round) {
        return (entity + round) % 3 == 0;
    }

    private void describe(int round) throws IOException {
        Path written = Files.writeString(
                folder.resolve("next"),
                IntStream.range(0, ENTITIES)
                        .mapToObj(i -> "apiVersion: a/v1\nkind: Component\nmetadata: { name: c" + i
                                + (hasTitle(i, round) ? ", title: T" : "") + " }\n")
                        .collect(Collectors.joining("---\n")));
        Files.move(written, folder.resolve("catalog.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The fact and the status of each entity. */
    private Map<String, String> found() throws IOException, InterruptedException {
        Map<String, String> found = new TreeMap<>();
        standalone.results().forEach((entity, results) -> {
            JsonNode result = results.path(0);
            found.put(
                    entity,
                    result.path("facts").path("hasTitle").path("value") + " "
                            + result.path("status").asText());
        });
        return found;
    }

    private static Map<String, String> expected(int round) {
        return IntStream.range(0, ENTITIES)
                .boxed()
                .collect(Collectors.toMap(
                        i -> "component:default/c" + i,
                        i -> hasTitle(i, round) ? "true PASSED" : "false FAILED",
                        (a, b) -> a,
                        TreeMap::new));
    }

    @Test
    void shouldEndAsTheModelAfterEachKillAndCountNoRunTwice() throws Exception {
        // Given
        System.out.printf("seed %d: %d kills over %d entities%n", SEED, TIMES, ENTITIES);
        var random = new Random(SEED);
        Files.writeString(folder.resolve("config.yaml"), CONFIG);
        describe(0);
        standalone.launch();
        standalone.awaitReady();

        for (int kill = 1; kill <= TIMES; kill++) {
            // When
            describe(kill);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(4000));
            standalone.kill();
            standalone.launch();
            if (random.nextInt(4) == 0) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(8000));
                standalone.kill();
                standalone.launch();
            }
            standalone.awaitReady();

            // Then
            int round = kill;
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(found()).isEqualTo(expected(round)));
        }
        countRuns();
    }

    /** No run has a row of an entity twice, or two ends; one that succeeded has all its rows. */
    private void countRuns() throws IOException {
        var topics = new Topics("tech-insights.", new SchemaRegistryClient(standalone.schemaRegistry()), List.of());
        Map<String, RunState> ends = new HashMap<>();
        var runs = topics.retrieverRuns();
        read(runs.name(), record -> {
            RetrieverRun run = runs.value().deserializer().deserialize(record.topic(), record.value());
            if (record.key().equals(RunKeys.kept(run))) {
                assertThat(ends.put(run.getRunId(), run.getOutcome()))
                        .as("run %s ended twice", run.getRunId())
                        .isNull();
            }
        });
        Map<String, Set<String>> rows = new HashMap<>();
        var facts = topics.facts(Topics.DEFAULT_FACT_TOPIC);
        read(facts.name(), record -> {
            FactRow row = FactRecords.toRow(
                    EntityRef.parse(record.key()),
                    facts.value().deserializer().deserialize(record.topic(), record.value()));
            assertThat(rows.computeIfAbsent(Objects.requireNonNull(row.runId()), id -> new HashSet<>())
                            .add(record.key()))
                    .as("%s twice in run %s", record.key(), row.runId())
                    .isTrue();
        });
        ends.forEach((run, outcome) -> {
            if (outcome == RunState.SUCCEEDED) {
                assertThat(rows.getOrDefault(run, Set.of()))
                        .as("rows of run %s of %s", run, RETRIEVER)
                        .hasSize(ENTITIES);
            }
        });
        System.out.printf(
                "%d runs have rows, %d of them all; %d ended: %s%n",
                rows.size(),
                rows.values().stream().filter(one -> one.size() == ENTITIES).count(),
                ends.size(),
                ends.values().stream().collect(Collectors.groupingBy(end -> end, TreeMap::new, Collectors.counting())));
        assertThat(ends).isNotEmpty();
    }

    private void read(String topic, Consumer<ConsumerRecord<String, byte[]>> each) throws IOException {
        Map<String, Object> config =
                Map.of("bootstrap.servers", standalone.bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.getOrDefault(at, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(each);
            }
        }
    }
}
