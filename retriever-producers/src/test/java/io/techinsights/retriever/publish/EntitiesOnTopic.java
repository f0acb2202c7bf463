package io.techinsights.retriever.publish;

import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.topic.FactEnds;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.topics.AcknowledgedWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** An entities topic in memory: what was written is read back when somebody catches up. */
final class EntitiesOnTopic implements KnownEntities {
    private final Topics topics = new Topics("ti.", new InMemorySchemaRegistry(), List.of());
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Map<String, CatalogEntity> entities = new HashMap<>();
    private int read;

    static Entity entity(String name, String title) {
        return Entity.of(Json.parse("{\"apiVersion\":\"v1\",\"kind\":\"Component\",\"metadata\":{\"name\":\"" + name
                + "\",\"title\":\"" + title + "\"}}"));
    }

    /** Is on the topic already. */
    void holds(Entity... present) {
        for (Entity entity : present) {
            entities.put(Topics.key(entity.ref()), entity.toAvro());
        }
    }

    /** What the last record carries beside its value. */
    Headers lastHeaders() {
        List<ProducerRecord<byte[], byte[]>> history = producer.history();
        return history.get(history.size() - 1).headers();
    }

    EntityPublisher.Target target() {
        return new EntityPublisher.Target(
                topics.entities(),
                this,
                new AcknowledgedWriter(() -> producer),
                () -> key -> new FactEnds(Map.of("facts", 7L)));
    }

    /** What was written, as {@code name title}, or {@code name left}. */
    List<String> written() {
        List<String> written = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : producer.history()) {
            String name = new String(record.key(), StandardCharsets.UTF_8).replace("component:default/", "");
            written.add(name + " "
                    + (record.value() == null
                            ? "left"
                            : Json.parse(value(record).getMetadata())
                                    .path("title")
                                    .asText()));
        }
        return written;
    }

    private CatalogEntity value(ProducerRecord<byte[], byte[]> record) {
        return topics.entities().value().deserializer().deserialize(record.topic(), record.value());
    }

    @Override
    public Optional<CatalogEntity> get(String key) {
        return Optional.ofNullable(entities.get(key));
    }

    @Override
    public Map<String, CatalogEntity> all() {
        return new TreeMap<>(entities);
    }

    @Override
    public void catchUp() {
        List<ProducerRecord<byte[], byte[]>> history = producer.history();
        for (ProducerRecord<byte[], byte[]> record : history.subList(read, history.size())) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                entities.remove(key);
            } else {
                entities.put(key, value(record));
            }
        }
        read = history.size();
    }
}
