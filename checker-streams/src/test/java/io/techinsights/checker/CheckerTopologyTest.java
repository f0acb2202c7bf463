package io.techinsights.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.evaluate.Judge;
import io.techinsights.checker.evaluate.SweepGate;
import io.techinsights.checker.registry.CheckReader;
import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckerTopologyTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final EntityRef ENTITY = EntityRef.parse("component:default/petstore");
    private static final FactSchema SCHEMA = new FactSchema(
            "meta",
            "1.0.0",
            null,
            null,
            null,
            new FactLifecycle.Keep(),
            null,
            "facts",
            FactSchema.ORIGIN_PUSH,
            Map.of("hasTitle", FactDefinition.of(FactType.BOOLEAN, "Has a title")));

    private final CheckerTypes types = CheckerTypes.onClassPath();
    private final SweepGate gate = new SweepGate();
    private final Topics topics = new Topics("", new InMemorySchemaRegistry(), List.of());
    private CheckSet checks = CheckSet.of(checks("title", "hasTitle", ""), types);
    private TopologyTestDriver driver = driver();
    private TestInputTopic<EntityKey, GenericRecord> facts = factsTopic();
    private TestInputTopic<String, CatalogEntity> entities = entitiesTopic();
    private TestOutputTopic<EntityKey, CheckResult> results = resultsTopic();
    private TestOutputTopic<String, CheckResult> transitions = transitionsTopic();

    private Topology topology() {
        return new CheckerTopology(
                        topics,
                        new InMemorySchemaRegistry(),
                        () -> checks,
                        new Judge(id -> id.equals("meta") ? Optional.of(SCHEMA) : Optional.empty()),
                        gate)
                .build();
    }

    private TopologyTestDriver driver() {
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        return new TopologyTestDriver(topology(), config, START);
    }

    private TestInputTopic<EntityKey, GenericRecord> factsTopic() {
        var topic = topics.latestFacts();
        return driver.createInputTopic(
                topic.name(), topic.key().serializer(), topic.value().serializer());
    }

    private TestInputTopic<String, CatalogEntity> entitiesTopic() {
        var topic = topics.entities();
        return driver.createInputTopic(
                topic.name(), topic.key().serializer(), topic.value().serializer());
    }

    private TestOutputTopic<EntityKey, CheckResult> resultsTopic() {
        var topic = topics.checkResults();
        return driver.createOutputTopic(
                topic.name(), topic.key().deserializer(), topic.value().deserializer());
    }

    private TestOutputTopic<String, CheckResult> transitionsTopic() {
        var topic = topics.checkTransitions();
        return driver.createOutputTopic(
                topic.name(), topic.key().deserializer(), topic.value().deserializer());
    }

    @BeforeEach
    void letTheFirstSweepPass() {
        driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        driver.close();
        checks.close();
    }

    private List<Check> checks(String id, String fact, String filter) {
        JsonNode json = Json.parse("""
                {"%s": {"type": "json-rules-engine", "name": "n", "description": "d", "factIds": ["meta"], %s
                 "rule": {"conditions": {"all": [{"fact": "%s", "operator": "equal", "value": true}]}}}}
                """.formatted(id, filter, fact));
        CheckReader.Read read = new CheckReader(types).readAll(json);
        assertThat(read.errors()).isEmpty();
        return read.checks();
    }

    private void observe(boolean hasTitle) {
        var row = new FactRow(
                "meta", "1.0.0", ENTITY, START, null, Map.of("hasTitle", Json.parse(Boolean.toString(hasTitle))));
        var headers = new RecordHeaders();
        headers.add("fact.topic", "facts".getBytes(StandardCharsets.UTF_8));
        headers.add("fact.partition", "0".getBytes(StandardCharsets.UTF_8));
        headers.add("fact.offset", "42".getBytes(StandardCharsets.UTF_8));
        facts.pipeInput(new TestRecord<>(
                new EntityKey(ENTITY, "meta"),
                FactRecords.toRecord(FactRecords.schemaOf(SCHEMA), row),
                headers,
                START));
    }

    private void describe(String lifecycle) {
        entities.pipeInput(
                ENTITY.toString(),
                Entity.of(Json.parse(
                                "{\"apiVersion\":\"a/v1\",\"kind\":\"Component\",\"metadata\":{\"name\":\"petstore\"},"
                                        + "\"spec\":{\"lifecycle\":\"" + lifecycle + "\"}}"))
                        .toAvro());
    }

    private void checksBecome(List<Check> now) {
        CheckSet before = checks;
        checks = CheckSet.of(now, types);
        before.close();
        driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    @Test
    void shouldDescribeItselfAsTheGoldenFile() throws IOException {
        // Given
        Path golden = Path.of("..", "docs", "topology", "checks.txt");
        String description = topology().describe().toString();

        // When
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, description);
        }

        // Then
        assertThat(description).isEqualTo(Files.readString(golden));
    }

    @Test
    void shouldJudgeWhatWasObservedAndSayFromWhere() {
        // When
        observe(true);

        // Then
        var published = results.readKeyValue();
        CheckResult result = published.value;
        assertThat(published.key).isEqualTo(new EntityKey(ENTITY, "title"));
        assertThat(result.getStatus()).isEqualTo(CheckStatus.PASSED);
        assertThat(result.getResult()).isEqualTo(true);
        assertThat(result.getSources())
                .singleElement()
                .satisfies(source -> assertThat(source.getOffset()).isEqualTo(42));
        assertThat(result.getFacts()).isEqualTo("{\"hasTitle\":true}");
        assertThat(result.getConditions()).contains("\"factResult\":true");
    }

    @Test
    void shouldPublishATransitionOnlyWhenTheStatusChanges() {
        // Given
        observe(false);
        observe(false);
        driver.advanceWallClockTime(Duration.ofSeconds(5));

        // When
        observe(true);
        observe(true);

        // Then
        assertThat(transitions.readValuesToList())
                .extracting(CheckResult::getStatus, CheckResult::getPreviousStatus)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(CheckStatus.FAILED, null),
                        org.assertj.core.groups.Tuple.tuple(CheckStatus.PASSED, CheckStatus.FAILED));
        assertThat(results.readValuesToList()).hasSize(4);
    }

    @Test
    void shouldBeStaleWhenFactsExpire() {
        // Given
        observe(true);

        // When
        facts.pipeInput(new EntityKey(ENTITY, "meta"), null);

        // Then
        CheckResult last = results.readValuesToList().get(1);
        assertThat(last.getStatus()).isEqualTo(CheckStatus.STALE);
        assertThat(last.getReason()).contains("meta").contains("expired");
    }

    @Test
    void shouldApplyTheFilterToTheCatalogsEntity() {
        // Given
        checksBecome(checks("title", "hasTitle", "\"filter\": {\"spec.lifecycle\": \"production\"},"));
        observe(true);

        // When
        describe("experimental");
        describe("production");

        // Then
        assertThat(results.readValuesToList())
                .extracting(CheckResult::getStatus)
                .containsExactly(CheckStatus.NOT_REPORTED, CheckStatus.NOT_APPLICABLE, CheckStatus.PASSED);
    }

    @Test
    void shouldReportWhatIsMissingForAnEntityWithoutFacts() {
        // When
        describe("production");

        // Then
        CheckResult result = results.readValue();
        assertThat(result.getStatus()).isEqualTo(CheckStatus.NOT_REPORTED);
        assertThat(result.getReason()).contains("hasTitle").contains("meta");
    }

    @Test
    void shouldCallAFactThatNoSchemaHasAnError() {
        // Given
        checksBecome(checks("typo", "hasTitel", ""));

        // When
        observe(true);

        // Then
        CheckResult result = results.readValue();
        assertThat(result.getStatus()).isEqualTo(CheckStatus.ERROR);
        assertThat(result.getReason()).contains("unknown fact 'hasTitel'");
    }

    @Test
    void shouldAskACheckerOfTheClassPath() {
        // Given
        CheckReader.Read read = new CheckReader(types).readAll(Json.parse("""
                        {"count": {"type": "counting", "name": "n", "description": "d", "factIds": ["meta"], "rule": {"weight": 3},
                          "passIf": {"operator": "greaterThanInclusive", "value": 3}},
                         "none": {"type": "counting", "name": "n", "description": "d", "factIds": ["meta"], "rule": {}}}
                        """));
        checksBecome(read.checks());

        // When
        observe(true);

        // Then
        assertThat(read.errors())
                .extracting(Object::toString)
                .containsExactly("check 'none': rule.weight: expected a whole number");
        CheckResult result = results.readValue();
        assertThat(result.getStatus()).isEqualTo(CheckStatus.PASSED);
        assertThat(result.getResult()).isEqualTo(3L);
        assertThat(result.getConditions()).isNull();
        assertThat(result.getFacts()).isEqualTo("{\"hasTitle\":true}");
    }

    @Test
    void shouldSweepAllEntitiesWhenACheckChanges() {
        // Given
        observe(true);
        results.readValuesToList();

        // When
        checksBecome(checks("other", "hasTitle", ""));

        // Then
        Map<String, Optional<CheckStatus>> now = results.readRecordsToList().stream()
                .collect(Collectors.toMap(
                        record -> record.key().id(),
                        record -> Optional.ofNullable(record.value()).map(CheckResult::getStatus)));
        assertThat(now)
                .containsEntry("other", Optional.of(CheckStatus.PASSED))
                .containsEntry("title", Optional.empty());
    }

    @Test
    void shouldSayWhenResultsAreUpToTheChecks() {
        // Given
        observe(true);
        driver.close();
        driver = driver();

        // When
        int before = gate.waiting();
        driver.advanceWallClockTime(Duration.ofSeconds(1));

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void shouldForgetAnEntityThatLeavesTheCatalog() {
        // Given
        describe("production");
        observe(true);
        results.readValuesToList();

        // When
        entities.pipeInput(ENTITY.toString(), null);

        // Then
        assertThat(results.readKeyValue().value).isNull();
        checksBecome(checks("other", "hasTitle", ""));
        assertThat(results.isEmpty()).isTrue();
    }
}
