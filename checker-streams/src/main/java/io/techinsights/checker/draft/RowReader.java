package io.techinsights.checker.draft;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.registry.SchemaRegistry;
import io.techinsights.schemas.registry.WireFormat;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Makes rows of the records of a fact topic, of those that are wanted. What the fact store refuses (a key that is no
 * reference, the wrong partition, values of another type than announced) is refused here too. Not for several threads.
 */
final class RowReader {
    private final SchemaRegistry registry;
    private final Deserializer<GenericRecord> deserializer;
    private final Function<String, Optional<FactSchema>> schemas;
    private final Set<String> retrievers;
    private final Set<String> entities;
    private final int partitions;
    private final Map<Integer, Boolean> wanted = new HashMap<>();

    /**
     * @param retrievers whose rows are wanted
     * @param entities the references that are wanted; empty for all
     * @param partitions of every fact topic
     */
    RowReader(
            Topics topics,
            Function<String, Optional<FactSchema>> schemas,
            Set<String> retrievers,
            Set<String> entities,
            int partitions) {
        this.registry = topics.registry();
        this.deserializer = topics.facts(Topics.DEFAULT_FACT_TOPIC).value().deserializer();
        this.schemas = schemas;
        this.retrievers = retrievers;
        this.entities = entities;
        this.partitions = partitions;
    }

    /**
     * The row, where it is wanted.
     *
     * @throws RegistryException.Unavailable where the schema registry has to be asked and does not answer
     * @throws RuntimeException for another reason where the fact store would not take the record
     */
    Optional<FactRow> read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            throw new IllegalArgumentException("a row has a key and a value");
        }
        if (!wanted.computeIfAbsent(WireFormat.schemaId(record.value()), this::isWanted)) {
            return Optional.empty();
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (!entities.isEmpty() && !entities.contains(key)) {
            return Optional.empty();
        }
        FactRow row = FactRecords.toRow(
                entity(key, record.partition()), deserializer.deserialize(record.topic(), record.value()));
        List<String> mismatches = schemas.apply(row.retrieverId())
                .map(schema -> FactRecords.mismatches(schema, row.facts()))
                .orElse(List.of());
        if (!mismatches.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", mismatches));
        }
        return Optional.of(row);
    }

    /** An unknown schema, or one of no facts, is looked at again, so that the record is refused and counted. */
    private boolean isWanted(int schemaId) {
        try {
            return retrievers.contains(FactRecords.retrieverId(registry.byId(schemaId)));
        } catch (RegistryException.Refused | IllegalArgumentException e) {
            return true;
        }
    }

    private EntityRef entity(String key, int partition) {
        EntityRef entity = EntityRef.parseStrict(key);
        if (!entity.toString().equals(key) || EntityKey.partition(entity, partitions) != partition) {
            throw new IllegalArgumentException(
                    "'" + key + "' is not the one form of a reference, or lies in another's partition");
        }
        return entity;
    }
}
