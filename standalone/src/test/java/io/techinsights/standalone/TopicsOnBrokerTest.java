package io.techinsights.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.techinsights.standalone.embedded.Broker;
import io.techinsights.standalone.kafka.OnKafka;
import io.techinsights.standalone.kafka.TestKafka;
import io.techinsights.streams.topics.CompactedView;
import io.techinsights.streams.topics.TopicProvisioner;
import io.techinsights.streams.topics.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Provisioning topics and following compacted ones, on a real broker. */
@OnKafka
class TopicsOnBrokerTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dataDir;

    @SuppressWarnings("NullAway.Init")
    private static Broker broker;

    @BeforeAll
    static void start() {
        broker = TestKafka.broker(dataDir);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private static TopicSpec spec(String name, int partitions) {
        return new TopicSpec(name, partitions, (short) 1, Map.of("cleanup.policy", "compact"));
    }

    private static void send(String topic, String key, @Nullable String value) {
        try (var producer = new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value));
        }
    }

    @Test
    void shouldCreateWhatIsMissingAndRefuseWhatIsWrong() {
        // Given
        var provisioner = new TopicProvisioner(client());
        provisioner.provision(List.of(spec("right", 3)));

        // When
        var again = assertThatCode(() -> provisioner.provision(List.of(spec("right", 3), spec("missing", 1))));
        var wrong = assertThatThrownBy(() -> provisioner.provision(List.of(spec("right", 5))));

        // Then
        again.doesNotThrowAnyException();
        wrong.isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Topic right: partitions: found 3, wanted 5")
                .hasMessageContaining("techInsights.kafka.partitions");
    }

    @Test
    void shouldReturnWhenWhatIsNewCanBeWritten() throws Exception {
        // Given
        Map<String, Object> once = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "enable.idempotence",
                false,
                "retries",
                0,
                "acks",
                "all");
        List<RecordMetadata> written = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String topic = "new-" + i;

            // When
            new TopicProvisioner(client()).provision(List.of(spec(topic, 8)));

            // Then
            try (var producer = new KafkaProducer<>(once, new StringSerializer(), new StringSerializer())) {
                for (int partition = 0; partition < 8; partition++) {
                    written.add(producer.send(new ProducerRecord<>(topic, partition, "key", "value"))
                            .get(30, TimeUnit.SECONDS));
                }
            }
        }
        assertThat(written).hasSize(80);
    }

    @Test
    void shouldReadToTheEndThenFollowAndSetBadRecordsAside() {
        // Given
        new TopicProvisioner(client()).provision(List.of(spec("numbers", 2)));
        send("numbers", "a", "12345678");
        send("numbers", "b", "bad");
        List<String> bad = new CopyOnWriteArrayList<>();
        try (var view = new CompactedView<>(
                "numbers",
                new StringDeserializer(),
                new LongDeserializer(),
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                (record, error) -> bad.add(new String(record.key(), UTF_8)),
                IllegalStateException.class)) {
            // When
            view.start();
            boolean caughtUp = view.awaitCaughtUp(Duration.ofSeconds(30));
            var first = view.all();
            send("numbers", "c", "87654321");
            send("numbers", "a", null);

            // Then
            assertThat(caughtUp).isTrue();
            assertThat(first).containsOnlyKeys("a");
            assertThat(bad).containsExactly("b");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> view.get("c").isPresent() && view.get("a").isEmpty());
        }
    }
}
