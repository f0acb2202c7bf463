package io.techinsights.factstore.history;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.registry.WireFormat;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.streams.http.HttpServer;
import io.techinsights.streams.query.UnavailableException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads stored rows, with the schema that each was written with. */
public final class RowReader {
    private final String topic;
    private final Deserializer<GenericRecord> records;
    private final Set<Integer> fetched = ConcurrentHashMap.newKeySet();

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
     * @throws UnavailableException where the schema registry has to be asked and does not answer, or may not be waited for
     */
    public FactRow read(EntityRef entity, KeptRow row) {
        byte[] bytes = row.bytes().get();
        int schemaId = WireFormat.schemaId(bytes);
        if (!fetched.contains(schemaId) && HttpServer.isServing()) {
            throw new UnavailableException("the schema of this row has to be fetched first");
        }
        try {
            GenericRecord record = records.deserialize(topic, bytes);
            fetched.add(schemaId);
            return FactRecords.toRow(entity, record).at(Instant.ofEpochMilli(row.observedAt()));
        } catch (RegistryException.Unavailable e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        }
    }
}
