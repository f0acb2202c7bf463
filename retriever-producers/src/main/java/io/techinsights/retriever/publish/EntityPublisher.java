package io.techinsights.retriever.publish;

import io.techinsights.retriever.catalog.CatalogSnapshot;
import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.topics.AcknowledgedWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Keeps the entities topic equal to the catalog: an entity is written when it changed, and a tombstone when it left. A
 * catalog that could not be read whole lets nobody leave.
 */
public final class EntityPublisher {
    private final Topic<String, CatalogEntity> topic;
    private final Supplier<Map<String, CatalogEntity>> published;
    private final AcknowledgedWriter writer;
    private final Map<String, Optional<CatalogEntity>> underway = new HashMap<>();

    /**
     * @param published what the topic holds, as far as it was read
     */
    public EntityPublisher(
            Topic<String, CatalogEntity> topic,
            Supplier<Map<String, CatalogEntity>> published,
            AcknowledgedWriter writer) {
        this.topic = topic;
        this.published = published;
        this.writer = writer;
    }

    /**
     * Writes what is different.
     *
     * @return how many records that took
     * @throws io.techinsights.streams.query.UnavailableException where Kafka did not acknowledge
     */
    public synchronized int publish(CatalogSnapshot catalog) {
        Map<String, CatalogEntity> before = before();
        Map<String, Optional<CatalogEntity>> changes = new LinkedHashMap<>();
        catalog.entities().forEach(entity -> {
            String key = Topics.key(entity.ref());
            CatalogEntity now = entity.toAvro();
            if (!now.equals(before.remove(key))) {
                changes.put(key, Optional.of(now));
            }
        });
        if (catalog.complete()) {
            before.keySet().forEach(left -> changes.put(left, Optional.empty()));
        }
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        changes.forEach((key, value) -> records.add(topic.record(key, value.orElse(null))));
        writer.write(records);
        underway.putAll(changes);
        return records.size();
    }

    /** What the topic will hold when what was written so far has been read. */
    private Map<String, CatalogEntity> before() {
        Map<String, CatalogEntity> before = new HashMap<>(published.get());
        underway.entrySet()
                .removeIf(change -> change.getValue().equals(Optional.ofNullable(before.get(change.getKey()))));
        underway.forEach(
                (key, value) -> value.ifPresentOrElse(entity -> before.put(key, entity), () -> before.remove(key)));
        return before;
    }
}
