package io.techinsights.benchmarks.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Rows of three boolean facts, as the built-in retriever of metadata reports them: each run brings one row of each entity,
 * all runs an hour apart.
 *
 * @param retriever the id
 * @param lifecycle how long rows are kept
 */
public record FactLoad(String retriever, FactLifecycle lifecycle) {
    /** The retriever of metadata. */
    public static final String METADATA = "entityMetadataFactRetriever";

    private static final String VERSION = "0.0.1";
    private static final Instant FIRST_RUN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration BETWEEN_RUNS = Duration.ofHours(1);

    /** What is announced of them. */
    public FactSchema schema() {
        Map<String, FactDefinition> facts = new LinkedHashMap<>();
        facts.put("hasTitle", FactDefinition.of(FactType.BOOLEAN, "The entity has a title in metadata"));
        facts.put("hasDescription", FactDefinition.of(FactType.BOOLEAN, "The entity has a description in metadata"));
        facts.put("hasTags", FactDefinition.of(FactType.BOOLEAN, "The entity has tags in metadata"));
        return new FactSchema(
                retriever,
                VERSION,
                "Entity Metadata",
                "Generates facts which indicate the completeness of entity metadata",
                null,
                lifecycle,
                BETWEEN_RUNS,
                Topics.DEFAULT_FACT_TOPIC,
                FactSchema.ORIGIN_RETRIEVER,
                facts);
    }

    static EntityRef entity(int number) {
        return EntityRef.parse("component:default/service-%06d".formatted(number));
    }

    /** What a run reports of an entity. */
    public FactRow row(int number, int run) {
        String runId = UUID.nameUUIDFromBytes(new byte[] {(byte) (run >> 8), (byte) run})
                .toString();
        Instant at = FIRST_RUN.plus(BETWEEN_RUNS.multipliedBy(run));
        return new FactRow(retriever, VERSION, entity(number), at, runId, facts(number, run));
    }

    /** Reports runs of a number of entities, from one run on; all of it is with the broker when this returns. */
    public void report(Producer<String, byte[]> producer, Topics topics, int entities, int fromRun, int runs) {
        var topic = topics.facts(Topics.DEFAULT_FACT_TOPIC);
        Serializer<GenericRecord> serializer = topic.value().serializer();
        Schema record = FactRecords.schemaOf(schema());
        for (int run = fromRun; run < fromRun + runs; run++) {
            for (int number = 0; number < entities; number++) {
                FactRow row = row(number, run);
                byte[] value = serializer.serialize(topic.name(), FactRecords.toRecord(record, row));
                producer.send(new ProducerRecord<>(topic.name(), row.entity().toString(), value));
            }
        }
        producer.flush();
    }

    /** One row, observed now. */
    void reportOne(Producer<String, byte[]> producer, Topics topics, EntityRef entity, Instant at) {
        var topic = topics.facts(Topics.DEFAULT_FACT_TOPIC);
        var row = new FactRow(retriever, VERSION, entity, at, null, facts(0, 0));
        byte[] value = topic.value()
                .serializer()
                .serialize(topic.name(), FactRecords.toRecord(FactRecords.schemaOf(schema()), row));
        producer.send(new ProducerRecord<>(topic.name(), entity.toString(), value));
    }

    private static Map<String, JsonNode> facts(int number, int run) {
        return Map.of(
                "hasTitle", BooleanNode.valueOf(number % 2 == 0),
                "hasDescription", BooleanNode.valueOf((number + run) % 3 == 0),
                "hasTags", BooleanNode.valueOf((number + run) % 5 == 0));
    }
}
