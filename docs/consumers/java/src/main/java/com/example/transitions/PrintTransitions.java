package com.example.transitions;

import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.registry.SchemaRegistryClient;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints a line for each change of a check's status or value, until it gets SIGTERM. */
public final class PrintTransitions {
    private static final Duration STOP_WITHIN = Duration.ofMillis(500);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Topic<String, CheckResult> transitions;
    private volatile boolean stopping;

    private PrintTransitions(KafkaConsumer<String, byte[]> consumer, Topic<String, CheckResult> transitions) {
        this.consumer = consumer;
        this.transitions = transitions;
    }

    public static void main(String[] args) {
        var registry = new SchemaRegistryClient(URI.create(setting("SCHEMA_REGISTRY", "http://127.0.0.1:8081")));
        // Patient: it waits up to a minute where the registry is away.
        var topics = new Topics(setting("TOPIC_PREFIX", "tech-insights."), registry, List.of()).patient();
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                setting("KAFKA", "127.0.0.1:9092"),
                ConsumerConfig.GROUP_ID_CONFIG,
                setting("GROUP", "print-transitions"),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            var printer = new PrintTransitions(consumer, topics.checkTransitions());
            var closed = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> printer.stop(closed)));
            try {
                printer.run();
            } finally {
                consumer.close();
                closed.countDown();
            }
        }
    }

    private static String setting(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }

    /** What is printed is committed before the next poll, so a partition that moves away leaves nothing behind. */
    private void run() {
        consumer.subscribe(List.of(transitions.name()));
        while (!stopping) {
            var records = consumer.poll(STOP_WITHIN);
            records.forEach(this::print);
            if (!records.isEmpty()) {
                consumer.commitSync();
            }
        }
    }

    /** A record that cannot be read is named and passed over; a registry that is away ends the program uncommitted. */
    private void print(ConsumerRecord<String, byte[]> record) {
        try {
            CheckResult change = transitions.value().deserializer().deserialize(record.topic(), record.value());
            System.out.println(line(change));
        } catch (RegistryException.Unavailable e) {
            throw e;
        } catch (SerializationException e) {
            System.err.printf(
                    "Passed over %s-%d@%d: %s%n", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    private static String line(CheckResult change) {
        var before = change.getPreviousStatus();
        return "%s %s %s %s -> %s"
                .formatted(
                        change.getChangedAt(),
                        change.getEntity(),
                        change.getCheckId(),
                        before == null ? "NEW" : before,
                        change.getStatus());
    }

    private void stop(CountDownLatch closed) {
        stopping = true;
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
