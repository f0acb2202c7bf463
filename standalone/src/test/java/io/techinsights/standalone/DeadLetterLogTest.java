package io.techinsights.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.techinsights.standalone.embedded.Broker;
import io.techinsights.standalone.embedded.EmbeddedBroker;
import io.techinsights.standalone.kafka.OnKafka;
import io.techinsights.standalone.kafka.TestKafka;
import io.techinsights.streams.error.DeadLetterLog;
import io.techinsights.streams.error.DeadLetters;
import io.techinsights.streams.error.LetterOrigin;
import io.techinsights.streams.error.TopicScan;
import io.techinsights.streams.topics.CompactedView;
import io.techinsights.streams.topics.TopicProvisioner;
import io.techinsights.streams.topics.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** One letter of each origin, on a real broker: with several who write, with restarts, and with a broker that is away. */
@OnKafka
class DeadLetterLogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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

    /** One request at a time: the leader of a new partition may refuse the first one. */
    private static KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.in.flight.requests.per.connection", 1);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void provision(String name) {
        new TopicProvisioner(client())
                .provision(List.of(
                        new TopicSpec(name, 2, (short) 1, Map.of("cleanup.policy", "compact")),
                        new TopicSpec(letters(name), 2, (short) 1, Map.of("max.message.bytes", "33554432"))));
    }

    private static String letters(String name) {
        return name + "-letters";
    }

    private static DeadLetterLog log(String name) {
        return new DeadLetterLog(letters(name), client(), client());
    }

    private static CompactedView<String, Long> view(String name, DeadLetterLog log) {
        var view = new CompactedView<>(
                name,
                new StringDeserializer(),
                new LongDeserializer(),
                Map.<String, Object>of(
                        "bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                log::accept,
                IllegalStateException.class);
        view.start();
        return view;
    }

    private static void send(String topic, int count, int bytes) {
        var random = new Random(1);
        try (var producer = producer()) {
            for (int i = 0; i < count; i++) {
                byte[] value = new byte[bytes];
                random.nextBytes(value);
                producer.send(new ProducerRecord<>(topic, ("key-" + i).getBytes(UTF_8), value));
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var scan = new TopicScan(topic, client())) {
            scan.toVeryEnd(records::add);
        }
        return records;
    }

    private static List<LetterOrigin> origins(List<ConsumerRecord<byte[], byte[]>> letters) {
        return letters.stream()
                .map(letter -> LetterOrigin.of(letter.headers()).orElseThrow())
                .toList();
    }

    @Test
    void shouldWriteOneLetterOfEachWhenManyViewsReadTheSame() {
        // Given
        provision("many");
        send("many", 300, 20);

        // When
        try (var one = log("many");
                var two = log("many");
                var three = log("many");
                var first = view("many", one);
                var second = view("many", two);
                var third = view("many", three)) {
            send("many", 300, 30);
            await().atMost(PATIENCE).until(() -> read(letters("many")).size() >= 600);
            await().atMost(PATIENCE).until(() -> one.isSettled() && two.isSettled() && three.isSettled());
            assertThat(List.of(first, second, third)).allMatch(view -> view.awaitCaughtUp(PATIENCE));
        }

        // Then
        assertThat(origins(read(letters("many")))).hasSize(600).doesNotHaveDuplicates();
    }

    @Test
    void shouldWriteNothingAgainAfterARestart() {
        // Given
        provision("again");
        send("again", 50, 20);
        try (var before = log("again");
                var view = view("again", before)) {
            await().atMost(PATIENCE).until(() -> view.awaitCaughtUp(PATIENCE) && before.isSettled());
        }
        int written = read(letters("again")).size();

        // When
        try (var after = log("again");
                var view = view("again", after)) {
            await().atMost(PATIENCE).until(() -> view.awaitCaughtUp(PATIENCE) && after.isSettled());
        }

        // Then
        assertThat(written).isEqualTo(50);
        assertThat(read(letters("again"))).hasSize(50);
    }

    @Test
    void shouldSeeWhatLiesBehindAnOpenTransaction() {
        // Given
        provision("open");
        send("open", 5, 20);
        List<ConsumerRecord<byte[], byte[]>> bad = read("open");
        Map<String, Object> transactional =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "somebody else");
        try (var other = new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer());
                var one = log("open");
                var two = log("open")) {
            other.initTransactions();
            bad.forEach(record -> one.accept(record, new IllegalStateException("bad")));
            await().atMost(PATIENCE).until(one::isSettled);
            other.beginTransaction();
            IntStream.range(0, 2)
                    .forEach(partition -> other.send(new ProducerRecord<>(letters("open"), partition, null, null)));
            other.flush();
            send("open", 1, 21);
            ConsumerRecord<byte[], byte[]> late = read("open").stream()
                    .filter(record -> record.value().length == 21)
                    .findFirst()
                    .orElseThrow();

            // When
            one.accept(late, new IllegalStateException("bad"));
            bad.forEach(record -> two.accept(record, new IllegalStateException("bad")));
            two.accept(late, new IllegalStateException("bad"));
            other.abortTransaction();
            await().atMost(PATIENCE).until(() -> one.isSettled() && two.isSettled());
        }

        // Then
        assertThat(origins(read(letters("open")))).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void shouldKeepEveryByteOfMoreThanItHoldsInMemory() {
        // Given
        provision("large");
        send("large", 40, 900_000);

        // When
        try (var log = log("large")) {
            read("large").forEach(record -> log.accept(record, new IllegalStateException("bad")));
            await().atMost(PATIENCE).until(log::isSettled);
        }

        // Then
        List<ConsumerRecord<byte[], byte[]>> letters = read(letters("large"));
        assertThat(origins(letters)).hasSize(40).doesNotHaveDuplicates();
        assertThat(letters).allMatch(letter -> letter.value().length == 900_000);
        assertThat(letters)
                .allMatch(letter -> letter.headers().lastHeader(DeadLetters.LEFT_OUT) == null)
                .allMatch(letter -> new String(
                                letter.headers()
                                        .lastHeader(DeadLetters.EXCEPTION)
                                        .value(),
                                UTF_8)
                        .equals("java.lang.IllegalStateException"));
    }

    @Test
    void shouldLeaveTheValueOutOfALetterThatTheTopicDoesNotTake() {
        // Given
        new TopicProvisioner(client())
                .provision(List.of(
                        new TopicSpec("small", 1, (short) 1, Map.of()),
                        new TopicSpec(letters("small"), 1, (short) 1, Map.of("max.message.bytes", "5000"))));
        send("small", 3, 4_000);
        send("small", 1, 8_000);
        send("small", 1, 100);

        // When
        try (var log = log("small")) {
            read("small").forEach(record -> log.accept(record, new IllegalStateException("bad")));
            await().atMost(PATIENCE).until(log::isSettled);
        }

        // Then
        assertThat(read(letters("small")))
                .extracting(letter -> letter.value() == null ? 0 : letter.value().length)
                .containsExactly(4_000, 4_000, 4_000, 0, 100);
    }

    @Test
    @DisabledIfSystemProperty(
            named = TestKafka.WHERE,
            matches = TestKafka.CONTAINERS,
            disabledReason = "this broker comes back on its port")
    void shouldLoseNothingWhileTheBrokerIsAway(@TempDir Path folder) {
        // Given
        Broker own = EmbeddedBroker.start(folder, 0);
        String address = own.bootstrapServers();
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        Map<String, Object> client = Map.of("bootstrap.servers", address);
        new TopicProvisioner(client).provision(List.of(new TopicSpec("away-letters", 1, (short) 1, Map.of())));
        List<ConsumerRecord<byte[], byte[]>> bad = IntStream.range(0, 20)
                .mapToObj(offset -> new ConsumerRecord<>("away", 0, offset, new byte[] {1}, new byte[] {2}))
                .toList();
        List<LetterOrigin> found = new ArrayList<>();
        try (var log = new DeadLetterLog("away-letters", client, client)) {
            log.accept(bad.get(0), new IllegalStateException("bad"));
            await().atMost(PATIENCE).until(log::isSettled);
            own.close();

            // When
            bad.forEach(record -> log.accept(record, new IllegalStateException("bad")));
            boolean settledWhileAway = log.isSettled();
            own = EmbeddedBroker.start(folder, port);
            await().atMost(PATIENCE).until(log::isSettled);
            try (var scan = new TopicScan("away-letters", client)) {
                scan.toVeryEnd(
                        letter -> found.add(LetterOrigin.of(letter.headers()).orElseThrow()));
            }

            // Then
            assertThat(settledWhileAway).isFalse();
        } finally {
            own.close();
        }
        assertThat(found)
                .containsExactlyElementsOf(bad.stream().map(LetterOrigin::of).toList());
    }
}
