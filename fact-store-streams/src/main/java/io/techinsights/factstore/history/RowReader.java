package io.techinsights.factstore.query;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.streams.query.UnavailableException;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Bytes;

/** Reads stored rows, with the schema that each was written with. */
public final class RowReader {
    private final String topic;
    private final Deserializer<GenericRecord> records;

    /**
     * @param latestFacts whose serialized form the stores hold
     */
    public RowReader(Topic<?, GenericRecord> latestFacts) {
        this.topic = latestFacts.name();
        this.records = latestFacts.value().deserializer();
    }

    /**
     * Reads one.
     *
     * @throws UnavailableException where the schema registry has to be asked and does not answer
     */
    FactRow read(EntityRef entity, Bytes bytes) {
        try {
            return FactRecords.toRow(entity, records.deserialize(topic, bytes.get()));
        } catch (RegistryException.Unavailable e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        }
    }
}
