package io.techinsights.factstore.history;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.streams.query.UnavailableException;
import java.time.Instant;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Deserializer;

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
     * Reads one. Its time is that of its first observation, whatever the bytes say.
     *
     * @throws UnavailableException where the schema registry has to be asked and does not answer
     */
    public FactRow read(EntityRef entity, KeptRow row) {
        try {
            return FactRecords.toRow(
                            entity, records.deserialize(topic, row.bytes().get()))
                    .at(Instant.ofEpochMilli(row.observedAt()));
        } catch (RegistryException.Unavailable e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        }
    }
}
