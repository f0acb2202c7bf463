package io.techinsights.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.techinsights.schemas.json.Json;
import io.techinsights.standalone.embedded.Broker;
import io.techinsights.standalone.kafka.OnKafka;
import io.techinsights.standalone.kafka.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What 'topics' and 'run' say of a broker, each test under a prefix of its own, and what they do to it. */
@OnKafka
class TopicsCommandTest {
    private static final Map<String, String> COMPACT =
            Map.of("cleanup.policy", "compact", "max.compaction.lag.ms", "86400000", "segment.bytes", "67108864");
    private static final int TOPICS = 13;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Broker broker;

    @SuppressWarnings("NullAway.Init")
    private static Admin admin;

    @BeforeAll
    static void start() {
        broker = TestKafka.broker(folder.resolve("kafka"));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    private static String config(String prefix, String... more) throws IOException {
        String kafka = "bootstrapServers: '" + broker.bootstrapServers() + "', prefix: '" + prefix + "'";
        return Files.writeString(
                        folder.resolve(prefix + "yaml"),
                        "techInsights: { kafka: { " + kafka + String.join("", more) + " } }")
                .toString();
    }

    private static CommandRun topics(String command, String config, String... more) {
        return CommandRun.of(Stream.concat(Stream.of("topics", command, "--config", config), Stream.of(more))
                .toArray(String[]::new));
    }

    /** Creates a topic that is seen when this returns: a broker learns of it a moment after its controller. */
    private static void create(String name, int partitions, Map<String, String> config) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(config)))
                .all()
                .get();
        await().until(() -> names(name).contains(name));
    }

    private static Set<String> names(String prefix) throws Exception {
        return admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith(prefix))
                .collect(Collectors.toSet());
    }

    private static String setting(String topic, String key) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .values()
                .iterator()
                .next()
                .get(key)
                .value();
    }

    @Test
    void shouldDescribeWhatIsWantedWithoutABroker() throws IOException {
        // Given
        String config = Files.writeString(
                        folder.resolve("away.yaml"),
                        "techInsights: { factTopics: [more], kafka: { bootstrapServers: 'away:9092', partitions: 7 } }")
                .toString();

        // When
        CommandRun table = topics("describe", config);
        CommandRun json = topics("describe", config, "--json");

        // Then
        assertThat(table.exitCode()).as(table.err()).isZero();
        assertThat(table.out().lines().findFirst().orElseThrow())
                .matches("TOPIC +PARTITIONS +REPLICATION +PURPOSE +SETTINGS");
        assertThat(table.out().lines())
                .hasSize(1 + TOPICS + 1)
                .anyMatch(
                        line -> line.matches(
                                "tech-insights.facts +7 +1 +The rows .+ pushed +cleanup.policy=delete, retention.ms=2419200000"));
        assertThat(Json.parse(json.out())).hasSize(TOPICS + 1).contains(Json.parse("""
                        {"name":"tech-insights.more","purpose":"The rows that retrievers observe and that are pushed","partitions":7,"replicationFactor":1,
                         "config":{"cleanup.policy":"delete","retention.ms":"2419200000"}}"""));
    }

    private static Map<String, String> with(String setting, String value) {
        Map<String, String> config = new HashMap<>(COMPACT);
        config.put(setting, value);
        return config;
    }

    @Test
    void shouldProvisionAnEmptyBrokerAndFindItRightAfterwards() throws Exception {
        // Given
        String config = config("empty.");

        // When
        CommandRun before = topics("verify", config);
        CommandRun dry = topics("provision", config, "--dry-run");
        Set<String> afterDry = names("empty.");
        CommandRun first = topics("provision", config);
        CommandRun second = topics("provision", config);
        CommandRun after = topics("verify", config);

        // Then
        assertThat(before.exitCode()).isEqualTo(1);
        assertThat(before.out())
                .contains("empty.facts" + System.lineSeparator() + "  missing")
                .endsWith("13 of 13 topics are not right" + System.lineSeparator());
        assertThat(dry.exitCode()).isZero();
        assertThat(dry.out().lines()).hasSize(TOPICS).allMatch(line -> line.contains(": would be created with 4 "));
        assertThat(afterDry).isEmpty();
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out().lines())
                .hasSize(TOPICS)
                .contains("empty.entities: created with 4 partitions, replication factor 1, cleanup.policy=compact,"
                        + " max.compaction.lag.ms=86400000, segment.bytes=67108864");
        assertThat(names("empty.")).hasSize(TOPICS);
        assertThat(setting("empty.entities", "cleanup.policy")).isEqualTo("compact");
        assertThat(second.exitCode()).isZero();
        assertThat(second.out().lines()).hasSize(TOPICS).allMatch(line -> line.endsWith(": right"));
        assertThat(after.exitCode()).isZero();
        assertThat(after.out().strip()).isEqualTo("All 13 topics are right");
    }

    @Test
    void shouldReportAllThatIsWrongAndMendWhatMayBeMended() throws Exception {
        // Given
        create("partly.facts", 2, Map.of("cleanup.policy", "compact", "segment.ms", "3600000"));
        create("partly.entities", 4, with("cleanup.policy", "delete"));
        create("partly.retriever-runs", 4, COMPACT);
        String config = config("partly.");

        // When
        CommandRun verified = topics("verify", config);
        CommandRun provisioned = topics("provision", config);
        CommandRun again = topics("provision", config);

        // Then
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out().lines())
                .containsSequence(
                        "partly.facts",
                        "  partitions: found 2, wanted 4; they are never changed, since keys would move: set"
                                + " techInsights.kafka.partitions to 2, or use another techInsights.kafka.prefix",
                        "  cleanup.policy: found compact, wanted delete",
                        "  retention.ms: found 604800000, wanted 2419200000",
                        "partly.entities",
                        "  cleanup.policy: found delete, wanted compact",
                        "partly.fact-schemas",
                        "  missing");
        assertThat(verified.out()).doesNotContain("partly.retriever-runs").contains("12 of 13 topics are not right");
        assertThat(provisioned.exitCode()).isEqualTo(1);
        assertThat(provisioned.out().lines())
                .anyMatch(line -> line.startsWith("partly.facts: set cleanup.policy to delete, it was compact; set "
                                + "retention.ms to 2419200000, it was 604800000")
                        && line.contains("partitions: found 2, wanted 4"))
                .contains(
                        "partly.entities: set cleanup.policy to compact, it was delete",
                        "partly.retriever-runs: right",
                        "1 of 13 topics are not right");
        assertThat(names("partly.")).hasSize(TOPICS);
        assertThat(setting("partly.facts", "retention.ms")).isEqualTo("2419200000");
        assertThat(setting("partly.facts", "segment.ms")).isEqualTo("3600000");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.out().lines().filter(line -> line.endsWith(": right"))).hasSize(TOPICS - 1);
    }

    @Test
    void shouldSayThatThereAreTooFewBrokersAndReplicas() throws Exception {
        // Given
        create("replicas.facts", 4, Map.of("cleanup.policy", "delete", "retention.ms", "2419200000"));
        String config = config("replicas.", ", replicationFactor: 3");

        // When
        CommandRun verified = topics("verify", config);
        CommandRun dry = topics("provision", config, "--dry-run");
        CommandRun provisioned = topics("provision", config);

        // Then
        assertThat(verified.out()).contains("  replication factor: found 1, wanted 3");
        assertThat(provisioned.exitCode()).isEqualTo(1);
        assertThat(provisioned.out().lines())
                .contains("replicas.entities: could not be created: replication factor 3 needs as many brokers, and"
                        + " there are 1: start more, or set techInsights.kafka.replicationFactor to 1")
                .anyMatch(line -> line.startsWith("replicas.facts: replication factor: found 1, wanted 3"));
        assertThat(dry.out()).isEqualTo(provisioned.out());
        assertThat(names("replicas.")).hasSize(1);
    }

    @Test
    void shouldSayWhereNobodyAnswers() throws IOException {
        // Given
        String config = Files.writeString(
                        folder.resolve("nobody.yaml"),
                        "techInsights: { kafka: { bootstrapServers: 'nowhere.invalid:9092' } }")
                .toString();

        // When
        CommandRun verified = topics("verify", config);
        CommandRun run = CommandRun.of("run", "--config", config);

        // Then
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.err())
                .contains("Kafka at nowhere.invalid:9092 cannot be reached")
                .contains("techInsights.kafka.bootstrapServers");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo(verified.err());
    }

    @Test
    void shouldNotRunOnTopicsThatAreMissingOrHaveOtherPartitions() throws Exception {
        // Given
        create("run.facts", 2, Map.of());
        create("run.entities", 4, Map.of("cleanup.policy", "delete"));
        String config = config("run.");

        // When
        CommandRun run = CommandRun.of(
                "run", "--config", config, "--data-dir", folder.resolve("run").toString());

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines())
                .anyMatch(line -> line.startsWith("  run.facts: partitions: found 2, wanted 4"))
                .contains("  run.dead-letters.checks: missing")
                .anyMatch(line -> line.endsWith("bin/tech-insights topics provision --config " + config));
        assertThat(run.err()).doesNotContain("run.entities");
        assertThat(names("run.")).hasSize(2);
        assertThat(run.out()).isEmpty();
        assertThat(folder.resolve("run")).doesNotExist();
    }
}
