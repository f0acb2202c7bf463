package io.techinsights.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.standalone.embedded.Broker;
import io.techinsights.standalone.kafka.OnKafka;
import io.techinsights.standalone.kafka.TestKafka;
import io.techinsights.streams.error.DeadLetters;
import io.techinsights.streams.error.TopicScan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records are put back once: whoever does it, at the same time, killed in the middle. Each test has a prefix of its own. */
@OnKafka
class ReplayTest {
    /** Recent: of an old record the retention of its topic would leave nothing. */
    @SuppressWarnings("TimeInStaticInitializer")
    private static final long TIME = System.currentTimeMillis() - 60_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Broker broker;

    @BeforeAll
    static void start() {
        broker = TestKafka.broker(folder.resolve("kafka"));
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

    private static String provisioned(String prefix) throws IOException {
        String config = Files.writeString(
                        folder.resolve(prefix + "yaml"),
                        "techInsights: { kafka: { bootstrapServers: '" + broker.bootstrapServers() + "', prefix: '"
                                + prefix + "' } }")
                .toString();
        CommandRun provisioned = CommandRun.of("topics", "provision", "--config", config);
        assertThat(provisioned.exitCode()).as(provisioned.err()).isZero();
        return config;
    }

    private static CommandRun replay(String config, String... more) {
        return CommandRun.of(Stream.concat(Stream.of("dead-letters", "replay", "--config", config), Stream.of(more))
                .toArray(String[]::new));
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var scan = new TopicScan(topic, client())) {
            scan.toVeryEnd(records::add);
        }
        return records;
    }

    /** Letters of records that lay on a topic at these offsets of partition 0. */
    private static void letters(String prefix, String role, String topic, int count) {
        try (var producer = producer()) {
            for (int offset = 0; offset < count; offset++) {
                producer.send(letter(prefix, role, topic, offset, ("component:default/c" + offset).getBytes(UTF_8)));
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> letter(
            String prefix, String role, String topic, long offset, byte @Nullable [] key) {
        var original = new RecordHeaders().add("mine", new byte[] {7});
        var headers = DeadLetters.headers(
                original, "bad: " + offset, new IllegalStateException("bad"), prefix + topic, 0, offset, TIME + offset);
        return new ProducerRecord<>(
                prefix + "dead-letters." + role, null, null, key, ("value " + offset).getBytes(UTF_8), headers);
    }

    private static void send(String topic, int partition, String key, @Nullable String value) {
        try (var producer = producer()) {
            producer.send(new ProducerRecord<>(
                    topic, partition, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8)));
        }
    }

    @Test
    void shouldPutARecordBackAsItCame() throws IOException {
        // Given
        String config = provisioned("back.");
        letters("back.", "facts", "facts", 1);
        String address = read("back.dead-letters.facts").stream()
                .map(letter -> "facts-" + letter.partition() + "@" + letter.offset())
                .findFirst()
                .orElseThrow();

        // When
        CommandRun dry = replay(config, address, "--dry-run");
        int afterDry = read("back.facts").size();
        CommandRun first = replay(config, address);
        CommandRun second = replay(config, address);

        // Then
        assertThat(dry.out()).contains(address + " → back.facts-0").contains("1 would be replayed");
        assertThat(afterDry).isZero();
        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).contains(address + " was replayed already: skipped", "0 replayed, 1 were already");
        assertThat(read("back.facts")).singleElement().satisfies(record -> {
            assertThat(record.partition()).isZero();
            assertThat(record.timestamp()).isEqualTo(TIME);
            assertThat(record.key()).isEqualTo("component:default/c0".getBytes(UTF_8));
            assertThat(record.value()).isEqualTo("value 0".getBytes(UTF_8));
            assertThat(record.headers())
                    .singleElement()
                    .satisfies(header -> assertThat(header.key()).isEqualTo("mine"));
        });
    }

    @Test
    void shouldPutTheRecordOfTwoRolesBackOnce() throws IOException {
        // Given
        String config = provisioned("roles.");
        letters("roles.", "checks", "facts", 3);
        letters("roles.", "retrievers", "facts", 3);

        // When
        CommandRun checks = replay(config, "--all", "--role", "checks", "--reason-contains", "bad: 1");
        CommandRun all = replay(config, "--all");
        CommandRun list = CommandRun.of("dead-letters", "list", "--config", config);
        CommandRun listAll = CommandRun.of("dead-letters", "list", "--all", "--config", config);

        // Then
        assertThat(checks.out()).contains("1 replayed, 0 were already, 0 cannot be");
        assertThat(all.out())
                .contains("2 replayed, 4 were already, 0 cannot be")
                .contains("a letter of the same record");
        assertThat(read("roles.facts"))
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactlyInAnyOrder("value 0", "value 1", "value 2");
        assertThat(list.out().strip()).isEqualTo("0 dead letters");
        assertThat(listAll.out())
                .contains("6 dead letters: checks 3, retrievers 3")
                .contains("(replayed) bad: 0");
    }

    @Test
    void shouldPutEachBackOnceWhenOperatorsDoSoAtATime() throws IOException {
        // Given
        String config = provisioned("two.");
        letters("two.", "facts", "facts", 3_000);

        // When
        List<CompletableFuture<CommandRun>> operators = IntStream.range(0, 3)
                .mapToObj(any ->
                        CompletableFuture.supplyAsync(() -> replay(config, "--all"), task -> new Thread(task).start()))
                .toList();
        List<CommandRun> runs = operators.stream().map(CompletableFuture::join).toList();

        // Then
        assertThat(runs)
                .allSatisfy(run -> assertThat(run.exitCode()).as(run.err()).isZero());
        assertThat(read("two.facts"))
                .extracting(record -> new String(record.value(), UTF_8))
                .hasSize(3_000)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldPutEachBackOnceWhenKilledInTheMiddle() throws Exception {
        // Given
        String config = provisioned("kill.");
        letters("kill.", "facts", "facts", 5_000);
        Process replay = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TechInsights.class.getName(),
                        "dead-letters",
                        "replay",
                        "--all",
                        "--config",
                        config)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var out = new BufferedReader(new InputStreamReader(replay.getInputStream(), UTF_8));
        for (int told = 0; told < 250; told++) {
            assertThat(out.readLine()).isNotNull();
        }

        // When
        replay.destroyForcibly().waitFor();
        CommandRun again = replay(config, "--all");

        // Then
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out().lines().reduce((any, last) -> last).orElseThrow())
                .matches("[1-9]\\d* replayed, [1-9]\\d* were already, 0 cannot be");
        assertThat(read("kill.facts"))
                .extracting(record -> new String(record.value(), UTF_8))
                .hasSize(5_000)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldNotPutAnOldValueOverANewerOne() throws IOException {
        // Given
        String config = provisioned("compacted.");
        send("compacted.retriever-runs", 0, "r", "bad");
        send("compacted.retriever-runs", 0, "other", "bad");
        send("compacted.retriever-runs", 0, "r", "newer");
        try (var producer = producer()) {
            producer.send(letter("compacted.", "retrievers", "retriever-runs", 0, "r".getBytes(UTF_8)));
            producer.send(letter("compacted.", "retrievers", "retriever-runs", 1, "other".getBytes(UTF_8)));
        }

        // When
        CommandRun refused = replay(config, "--all");
        List<String> without = values("compacted.retriever-runs");
        CommandRun forced = replay(config, "--all", "--force");

        // Then
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out())
                .contains("its key has a newer record, compacted.retriever-runs-0@2", "--force")
                .contains("1 replayed, 0 were already, 1 cannot be");
        assertThat(without).containsExactly("bad", "bad", "newer", "value 1");
        assertThat(forced.exitCode()).isZero();
        assertThat(values("compacted.retriever-runs")).containsExactly("bad", "bad", "newer", "value 1", "value 0");
    }

    private static List<String> values(String topic) {
        return read(topic).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    @Test
    void shouldPutARecordWhereItsKeyBelongs() throws IOException {
        // Given
        String config = provisioned("key.");
        try (var producer = producer()) {
            producer.send(letter("key.", "checks", "latest-facts", 1, "component:default/a#r".getBytes(UTF_8)));
            producer.send(letter("key.", "checks", "latest-facts", 2, new byte[] {5}));
            producer.send(letter("key.", "facts", "facts", 3, "component:default/a".getBytes(UTF_8)));
            producer.send(letter("key.", "facts", "facts", 4, null));
        }
        int partition = EntityKey.partition(EntityRef.parse("component:default/a"), 4);

        // When
        CommandRun replayed = replay(config, "--all", "--by-key");

        // Then
        assertThat(partition).isNotZero();
        assertThat(read("key.latest-facts")).singleElement().matches(record -> record.partition() == partition);
        assertThat(read("key.facts")).extracting(ConsumerRecord::partition).containsExactlyInAnyOrder(partition, 0);
        assertThat(replayed.out()).contains("its key belongs nowhere").contains("3 replayed");
    }

    @Test
    void shouldSayWhatCannotBePutBack() throws IOException {
        // Given
        String config = provisioned("cannot.");
        try (var producer = producer()) {
            producer.send(letter("cannot.", "facts", "nowhere", 1, new byte[] {1}));
            producer.send(letter("cannot.", "facts", "facts", -1, new byte[] {1}));
            producer.send(letter("cannot.", "facts", "retriever-runs", 3, null));
            producer.send(letter("cannot.", "facts", "facts", 4, new byte[] {1}));
        }

        // When
        CommandRun replayed = replay(config, "--all");
        CommandRun missing = replay(config, "facts-0@77", "facts-99@0");
        CommandRun address = replay(config, "facts");
        CommandRun role = replay(config, "fact-0@1");
        CommandRun nothing = replay(config);

        // Then
        assertThat(replayed.exitCode()).isEqualTo(1);
        assertThat(replayed.out())
                .contains("topic cannot.nowhere is not there any more")
                .contains("it never was a record of cannot.facts")
                .contains("Kafka refuses it")
                .contains("1 replayed, 0 were already, 3 cannot be");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.out()).contains("There is no dead letter facts-0@77").contains("facts-99@0");
        assertThat(address.exitCode()).isEqualTo(2);
        assertThat(address.err()).contains("'facts' is no address of a dead letter: expected");
        assertThat(role.exitCode()).isEqualTo(2);
        assertThat(role.err()).contains("Unknown role 'fact': expected any of");
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.err()).contains("either their addresses, or --all");
    }

    @Test
    void shouldSayWhatIsMissing() throws IOException {
        // Given
        String config = Files.writeString(
                        folder.resolve("missing.yaml"),
                        "techInsights: { kafka: { bootstrapServers: '" + broker.bootstrapServers()
                                + "', prefix: 'missing.' } }")
                .toString();
        String nobody = Files.writeString(
                        folder.resolve("nobody.yaml"),
                        "techInsights: { kafka: { bootstrapServers: 'nowhere.invalid:9092' } }")
                .toString();

        // When
        CommandRun missing = CommandRun.of("dead-letters", "list", "--config", config);
        CommandRun away = CommandRun.of("dead-letters", "list", "--config", nobody);

        // Then
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err())
                .contains("Topic missing.dead-letters.checks is not there")
                .contains("topics provision --config " + config);
        assertThat(away.exitCode()).isEqualTo(1);
        assertThat(away.err()).contains("Kafka at nowhere.invalid:9092 cannot be reached");
    }
}
