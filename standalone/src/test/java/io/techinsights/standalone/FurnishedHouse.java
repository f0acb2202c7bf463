package io.techinsights.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.registry.SchemaRegistryClient;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericContainer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The whole program with something on each of its topics: facts of four retrievers, among them one of each type; checks that pass,
 * fail and have changed. Among the records are some that nobody can read, and some of transactions that were aborted.
 */
record FurnishedHouse(TestHouse house, Topics topics, Path catalog) implements AutoCloseable {
    static final String PREFIX = "tech-insights.";

    /** The value of a record that nobody can read. */
    static final byte[] GARBAGE = "garbage".getBytes(UTF_8);

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String CONFIG = """
            techInsights:
              catalog: { cadence: { seconds: 1 } }
              factRetrievers:
                entityMetadataFactRetriever: { cadence: { hours: 1 }, initialDelay: { milliseconds: 200 } }
                entityOwnershipFactRetriever: { cadence: { hours: 1 }, initialDelay: { milliseconds: 200 } }
              factChecker:
                checks:
                  ownerCheck:
                    type: json-rules-engine
                    name: Owner
                    description: Has an owner
                    factIds: [entityOwnershipFactRetriever]
                    filter: { kind: component }
                    rule: { conditions: { all: [{ fact: hasOwner, operator: equal, value: true }] } }
                  coverageCheck:
                    type: json-rules-engine
                    name: Coverage
                    description: Enough of it is tested
                    factIds: [coverage]
                    rule: { conditions: { all: [{ fact: lines, operator: greaterThan, value: 0.8 }] } }
            """ + TestHouse.TITLE_CHECK;
    private static final String COMPONENT = """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: { name: %s }
            spec: { type: service, lifecycle: production, owner: %s }
            ---
            """;
    private static final String OTHERS = """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: { name: orphan, title: Orphan }
            spec: { type: service, lifecycle: production }
            ---
            apiVersion: backstage.io/v1alpha1
            kind: User
            metadata: { name: rosa }
            spec: {}
            """;
    private static final String CATALOG =
            COMPONENT.formatted("one", "group:default/team") + COMPONENT.formatted("leaving", "team") + OTHERS;

    static FurnishedHouse start(Path folder) throws IOException {
        Path catalog = Files.writeString(Files.createDirectories(folder).resolve("catalog.yaml"), CATALOG);
        Path config = Files.writeString(folder.resolve("app-config.yaml"), CONFIG);
        var house = TestHouse.start(folder.resolve("data"), List.of(config), List.of(catalog));
        var topics =
                new Topics(PREFIX, new SchemaRegistryClient(house.standalone().schemaRegistry()), List.of());
        var furnished = new FurnishedHouse(house, topics, catalog);
        furnished.furnish();
        return furnished;
    }

    private void furnish() {
        announce("coverage", "\"lines\":{\"type\":\"float\",\"description\":\"Line coverage\"}");
        announce(
                "every-type",
                Stream.of("integer", "float", "string", "boolean", "datetime", "set", "object")
                        .map(type -> "\"a.%s\":{\"type\":\"%s\",\"description\":\"One\"}".formatted(type, type))
                        .reduce((one, other) -> one + "," + other)
                        .orElseThrow());
        push("every-type", "one", """
                {"a.integer":9007199254740992,"a.float":0.1,"a.string":"ä","a.boolean":true,"a.datetime":"2026-11-23",
                 "a.set":["a",1,2.5,null,true,{"x":[1]}],"a.object":{"a":{"b":1}}}""");
        push("every-type", "orphan", "{\"a.integer\":null,\"a.set\":[]}");
        push("coverage", "one", "{\"lines\":0.83}");
        push("coverage", "leaving", "{\"lines\":0.1}");
        house.post("/facts/refresh/default/component/one", "{}");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(statuses())
                        .containsEntry("component:default/one#titleCheck", "FAILED")
                        .containsEntry("component:default/one#ownerCheck", "PASSED")
                        .containsEntry("component:default/one#coverageCheck", "PASSED")
                        .containsEntry("component:default/leaving#titleCheck", "FAILED")
                        .containsEntry("component:default/leaving#ownerCheck", "PASSED")
                        .containsEntry("component:default/leaving#coverageCheck", "FAILED")
                        .containsEntry("component:default/orphan#titleCheck", "PASSED")
                        .containsEntry("component:default/orphan#ownerCheck", "FAILED")
                        .containsEntry("user:default/rosa#titleCheck", "FAILED"));
        push("coverage", "one", "{\"lines\":0.13}");
        await().atMost(LIMIT).until(() -> "FAILED".equals(statuses().get("component:default/one#coverageCheck")));
        spoil(topics.checkResults().name());
        for (String topic :
                List.of(topics.facts("facts").name(), topics.checkTransitions().name())) {
            takeBack(topic);
            spoil(topic);
        }
    }

    /** The catalog without {@code leaving}, and with an owner of {@code one}. */
    void describe(String owner) throws IOException {
        Files.writeString(catalog, COMPONENT.formatted("one", owner) + OTHERS);
    }

    private void announce(String retriever, String schema) {
        Answer answer = house.send(
                "PUT",
                "/fact-schemas/" + retriever,
                "application/json",
                "{\"version\":\"1.0.0\",\"schema\":{" + schema + "}}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    void push(String retriever, String component, String facts) {
        JsonNode answer = house.post(
                "/facts/" + retriever,
                "{\"facts\":[{\"entity\":\"component:default/" + component + "\",\"facts\":" + facts + "}]}");
        assertThat(answer.path("accepted").asInt()).as(answer.toString()).isEqualTo(1);
    }

    private KafkaProducer<String, byte[]> producer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("bootstrap.servers", house.standalone().bootstrapServers());
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** Writes what nobody can read. */
    private void spoil(String topic) {
        try (var producer = producer(Map.of())) {
            send(producer, topic, GARBAGE);
        }
    }

    /** Writes all records of a topic again, in a transaction that is aborted. */
    private void takeBack(String topic) {
        try (var producer = producer(Map.of("transactional.id", topic))) {
            producer.initTransactions();
            producer.beginTransaction();
            house.records(topic).forEach(record -> send(producer, topic, record.value()));
            producer.abortTransaction();
        }
    }

    private static void send(KafkaProducer<String, byte[]> producer, String topic, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic, "component:default/one#titleCheck", value))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** A record of a topic and what our serde reads of it, null for a tombstone. */
    record Read(ConsumerRecord<String, byte[]> record, Optional<GenericContainer> value) {
        JsonNode json() {
            return PlainAvro.json(value.orElse(null));
        }
    }

    /** All records of a topic that our serde reads. */
    List<Read> read(Topic<?, ?> topic) {
        List<Read> read = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : house.records(topic.name())) {
            try {
                Object value = topic.value().deserializer().deserialize(topic.name(), record.value());
                read.add(new Read(record, Optional.ofNullable((GenericContainer) value)));
            } catch (SerializationException e) {
                assertThat(record.value()).isEqualTo(GARBAGE);
            }
        }
        return read;
    }

    private Map<String, String> statuses() {
        Map<String, String> statuses = new HashMap<>();
        read(topics.checkResults())
                .forEach(read -> statuses.put(
                        read.record().key(), read.json().path("status").asText()));
        return statuses;
    }

    @Override
    public void close() {
        house.close();
    }
}
