package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.registry.SchemaRegistryClient;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty retrievers on three instances that are killed and paused at random for {@code -Dticks.seconds}: every time of every
 * cadence has one run that came to its end, as its own time or as one that it made up for.
 */
class RetrieversOnTimeTest {
    private static final int SECONDS = Integer.getInteger("ticks.seconds", 20);
    private static final long SEED = Long.getLong("ticks.seed", 20_261_123L);
    private static final int RETRIEVERS = 50;
    private static final int ENTITIES = 5;
    private static final int PERIOD = 20;
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final String PREFIX = "tech-insights.";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final List<Instance> instances = new ArrayList<>();
    private final Map<String, Integer> faults = new HashMap<>();
    private final ExecutorService answering = Executors.newCachedThreadPool();

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private BrokerProcess broker;

    @AfterEach
    void end() throws InterruptedException {
        for (Instance instance : instances) {
            instance.close();
        }
        broker.close();
        server.stop(0);
        answering.shutdownNow();
    }

    /** Answers slowly, so that runs are caught in the middle. */
    private void answer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = "{\"stars\":12}".getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            try (exchange) {
                TimeUnit.MILLISECONDS.sleep(200);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.setExecutor(answering);
        server.start();
    }

    private static String id(int number) {
        return "retriever" + number;
    }

    private void layOut() throws IOException {
        answer();
        broker = BrokerProcess.start(
                folder.resolve("broker"), BrokerProcess.freePort(20_000), BrokerProcess.freePort(26_000));
        String retrievers = IntStream.range(0, RETRIEVERS)
                .mapToObj(number -> """
                            %s:
                              type: http-json
                              cadence: '%d/%d * * * * *'
                              initialDelay: { seconds: 1 }
                              concurrency: 1
                              request: { url: 'http://127.0.0.1:%d/$${metadata.name}' }
                              facts: { stars: { type: integer, description: Stars, path: $.stars } }
                        """.formatted(
                        id(number), number % PERIOD, PERIOD, server.getAddress().getPort()))
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("config.yaml"), """
                techInsights:
                  kafka: { bootstrapServers: '%s', schemaRegistry: '%s' }
                  factRetrievers:
                %s""".formatted(broker.kafka(), broker.registry(), retrievers));
        Files.writeString(
                folder.resolve("catalog.yaml"),
                IntStream.range(0, ENTITIES)
                        .mapToObj(i -> "apiVersion: a/v1\nkind: Component\nmetadata: { name: c" + i + " }\n")
                        .collect(Collectors.joining("---\n")));
        assertThat(TechInsights.commandLine()
                        .execute("topics", "provision", "--config=" + folder.resolve("config.yaml")))
                .isZero();
        for (int number = 1; number <= 3; number++) {
            var instance = new Instance(folder, number, "--roles=retrievers");
            instances.add(instance);
            instance.start();
        }
        await().atMost(LONG).until(() -> instances.stream().allMatch(Instance::isReady));
    }

    private void disturb(Random random) throws IOException, InterruptedException {
        Instance one = instances.get(random.nextInt(instances.size()));
        TimeUnit.MILLISECONDS.sleep(random.nextInt(4_000));
        if (random.nextBoolean()) {
            faults.merge("kill", 1, Integer::sum);
            one.kill();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(5_000));
            one.start();
        } else {
            faults.merge("pause", 1, Integer::sum);
            one.pause();
            TimeUnit.MILLISECONDS.sleep(1_000 + random.nextInt(24_000));
            one.resume();
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> read(Topic<?, ?> topic) {
        var config = new Properties();
        config.put("bootstrap.servers", broker.kafka());
        config.put("isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(topic.name(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.getOrDefault(at, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    @Test
    void shouldRunEachTickOnceOrMakeUpForIt() throws Exception {
        // Given
        layOut();
        var random = new Random(SEED);
        Instant until = Instant.now().plusSeconds(SECONDS);

        // When
        while (Instant.now().isBefore(until)) {
            disturb(random);
        }
        Instant over = Instant.now();
        var topics = new Topics(PREFIX, new SchemaRegistryClient(broker.registry()), List.of());
        await().atMost(LONG)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> TickReview.of(runs(topics)).isThrough(RETRIEVERS, over));
        for (Instance instance : instances) {
            instance.stop();
        }

        // Then
        TickReview review = TickReview.of(runs(topics));
        System.out.printf("seed %d, %d s, %s: %s%n", SEED, SECONDS, faults, review.figures());
        assertThat(review.problems()).isEmpty();
        assertThat(review.wrongRows(rows(topics), ENTITIES)).isEmpty();
    }

    private List<RetrieverRun> runs(Topics topics) {
        var values = topics.retrieverRuns().value().deserializer();
        return read(topics.retrieverRuns()).stream()
                .map(record -> values.deserialize(record.topic(), record.value()))
                .toList();
    }

    /** How many rows each run published. */
    private Map<String, Integer> rows(Topics topics) {
        Topic<?, org.apache.avro.generic.GenericRecord> facts = topics.facts(Topics.DEFAULT_FACT_TOPIC);
        var values = facts.value().deserializer();
        Stream<String> ids = read(facts).stream()
                .map(record -> String.valueOf(
                        values.deserialize(record.topic(), record.value()).get(FactRecords.RUN_ID)));
        return ids.collect(Collectors.toMap(id -> id, id -> 1, Integer::sum));
    }
}
