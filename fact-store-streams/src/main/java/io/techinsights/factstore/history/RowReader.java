package io.techinsights.factstore.history;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.RowText;
import io.techinsights.schemas.json.JsonBytes;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.registry.WireFormat;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.streams.http.HttpServer;
import io.techinsights.streams.query.UnavailableException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads stored rows, with the schema that each was written with. */
public final class RowReader {
    private final String topic;
    private final Deserializer<GenericRecord> records;

    /** By the ids of the schemas that have been fetched. */
    private final Map<Integer, Optional<RowText>> texts = new ConcurrentHashMap<>();

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
        if (!texts.containsKey(schemaId) && HttpServer.isServing()) {
            throw new UnavailableException("the schema of this row has to be fetched first");
        }
        try {
            GenericRecord record = records.deserialize(topic, bytes);
            texts.computeIfAbsent(schemaId, id -> RowText.of(record.getSchema()));
            return FactRecords.toRow(entity, record).at(Instant.ofEpochMilli(row.observedAt()));
        } catch (RegistryException.Unavailable e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Makes sure that a row can be read, now and later.
     *
     * @throws UnavailableException as {@link #read} throws it
     */
    public void require(EntityRef entity, KeptRow row) {
        if (!texts.containsKey(WireFormat.schemaId(row.bytes().get()))) {
            read(entity, row);
        }
    }

    /** Writes a row as {@link RowText} does. */
    public void write(EntityRef entity, KeptRow row, JsonBytes out) {
        byte[] bytes = row.bytes().get();
        boolean written = texts.getOrDefault(WireFormat.schemaId(bytes), Optional.empty())
                .filter(text -> text.write(bytes, entity, Instant.ofEpochMilli(row.observedAt()), out))
                .isPresent();
        if (!written) {
            RowText.write(read(entity, row), out);
        }
    }
}
