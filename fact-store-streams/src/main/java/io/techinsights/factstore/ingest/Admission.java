package io.techinsights.factstore.ingest;

import io.techinsights.factstore.latest.Origin;
import io.techinsights.factstore.metrics.FactCounters;
import io.techinsights.factstore.schema.FactSchemas;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.RetrieverIds;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.registry.WireFormat;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.KeyPartition;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.error.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Decides what may enter. A row is admitted where its key is an entity reference in its one form, it lies in the
 * partition of that entity, its record is one of facts, its retriever is not forgotten, its values are of the types that the record itself and the
 * announced schema say, and it was not observed in the future. A row of a retriever that announced nothing yet is judged
 * by its record alone: an announcement and the first facts of a retriever may race, and neither has to wait.
 */
public final class Admission {
    /** How far the clock of a producer may be ahead. */
    static final Duration HORIZON = FactRow.HORIZON;

    private final FactSchemas schemas;
    private final int partitions;
    private final String latestFacts;
    private final Deserializer<GenericRecord> reader;
    private final Serializer<GenericRecord> writer;
    private final Map<Integer, ScannedSchema> scanned = new ConcurrentHashMap<>();

    /**
     * @param partitions of every fact topic
     */
    public Admission(Topics topics, FactSchemas schemas, int partitions) {
        this.schemas = schemas;
        this.partitions = partitions;
        this.latestFacts = topics.latestFacts().name();
        this.reader = topics.facts(Topics.DEFAULT_FACT_TOPIC).value().deserializer();
        this.writer = topics.latestFacts().value().serializer();
    }

    /**
     * As a step of a topology.
     *
     * @param admitted the node that rows go to
     * @param refused the node that dead letters go to
     */
    public ProcessorSupplier<byte[], byte[], Object, Object> step(
            FactCounters counters, String admitted, String refused) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<byte[], byte[], Object, Object> get() {
                return new AdmissionProcessor(Admission.this, counters, admitted, refused);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(KnownPushes.builder());
            }
        };
    }

    /**
     * Decides.
     *
     * @throws RegistryException.Unavailable where the schema registry has to be asked and does not answer
     */
    Decision decide(byte @Nullable [] key, byte @Nullable [] value, Origin origin, Instant now) {
        try {
            return new Decision.Admitted(admit(key, value, origin, now));
        } catch (RegistryException.Unavailable e) {
            throw e;
        } catch (ClassCastException e) {
            return new Decision.Refused("The value is no fact record: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            return new Decision.Refused(DeadLetters.reason(e), e);
        }
    }

    private AdmittedFact admit(byte @Nullable [] key, byte @Nullable [] value, Origin origin, Instant now) {
        if (key == null) {
            throw new IllegalArgumentException("The record has no key, expected the entity reference");
        }
        EntityRef entity = entity(key);
        requirePartition(entity, key, origin);
        if (value == null) {
            throw new IllegalArgumentException("The record has no value: a fact topic holds rows, not tombstones");
        }
        return scan(entity, value, origin, now).orElseGet(() -> read(entity, value, origin, now));
    }

    /** Most rows: those of a schema of which one was read before, where their bytes say that they fit as that did. */
    private Optional<AdmittedFact> scan(EntityRef entity, byte[] value, Origin origin, Instant now) {
        ScannedSchema schema = scanned.get(WireFormat.schemaId(value));
        if (schema == null || !schema.agreesWith(schemas.announcement(schema.retrieverId()))) {
            return Optional.empty();
        }
        OptionalLong observedAt = schema.observedAt(value);
        return observedAt.isEmpty() || observedAt.getAsLong() > now.toEpochMilli() + HORIZON.toMillis()
                ? Optional.empty()
                : Optional.of(new AdmittedFact(
                        new EntityKey(entity, schema.retrieverId()),
                        observedAt.getAsLong(),
                        Bytes.wrap(schema.forLatestFacts(value)),
                        origin));
    }

    private AdmittedFact read(EntityRef entity, byte[] value, Origin origin, Instant now) {
        GenericRecord record = reader.deserialize(origin.topic(), value);
        FactRow row = FactRecords.toRow(entity, record);
        RetrieverIds.require(row.retrieverId());
        requireAnnounced(row.retrieverId());
        requireTypes(record, row);
        if (row.observedAt().isAfter(now.plus(HORIZON))) {
            throw new IllegalArgumentException("observedAt is " + row.observedAt() + ", more than " + HORIZON.toHours()
                    + " hours ahead of the clock, which says " + now);
        }
        byte[] bytes = writer.serialize(latestFacts, record);
        ScannedSchema.of(record.getSchema(), row.retrieverId(), WireFormat.schemaId(bytes))
                .ifPresent(schema -> scanned.putIfAbsent(WireFormat.schemaId(value), schema));
        return new AdmittedFact(
                new EntityKey(entity, row.retrieverId()), row.observedAt().toEpochMilli(), Bytes.wrap(bytes), origin);
    }

    /** The row of a fact that was admitted. */
    FactRow row(AdmittedFact fact) {
        GenericRecord record = reader.deserialize(latestFacts, fact.bytes().get());
        return FactRecords.toRow(fact.owner().entity(), record);
    }

    private static EntityRef entity(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        EntityRef entity = EntityRef.parseStrict(text);
        if (!entity.toString().equals(text)) {
            throw new IllegalArgumentException(
                    "The key is \"" + text + "\", expected the one form of the reference: \"" + entity + "\"");
        }
        return entity;
    }

    /** A fact in the partition of another entity would never be found: librdkafka's default partitioner does that. */
    private void requirePartition(EntityRef entity, byte[] key, Origin origin) {
        int expected = KeyPartition.of(key, partitions);
        if (origin.partition() != expected) {
            throw new IllegalArgumentException("The record lies in partition " + origin.partition() + ", but " + entity
                    + " belongs into partition " + expected
                    + ": use the Java client's default partitioner (librdkafka: partitioner=murmur2_random)");
        }
    }

    /** One that announced nothing yet may; one that is forgotten may not. */
    private void requireAnnounced(String retrieverId) {
        schemas.announcement(retrieverId).filter(FactSchema::isForgotten).ifPresent(schema -> {
            throw new IllegalArgumentException("Retriever " + retrieverId + " was forgotten at "
                    + schema.oblivion().at().orElseThrow() + ": announce it again, by PUT /fact-schemas/" + retrieverId
                    + " or by starting a process that runs it, or stop sending its facts");
        });
    }

    private void requireTypes(GenericRecord record, FactRow row) {
        List<String> mismatches = new ArrayList<>(RecordTypes.mismatches(record.getSchema(), row));
        schemas.of(row.retrieverId())
                .ifPresent(schema -> FactRecords.mismatches(schema, row.facts()).stream()
                        .filter(mismatch -> !mismatches.contains(mismatch))
                        .forEach(mismatches::add));
        if (!mismatches.isEmpty()) {
            throw new IllegalArgumentException(
                    "Facts of " + row.retrieverId() + " do not fit its schema: " + String.join("; ", mismatches));
        }
    }
}
