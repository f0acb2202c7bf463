package io.techinsights.standalone.topics;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.error.DeadLetters;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** One record of each topic, written and read again by its serdes. */
final class Examples {
    private static final Instant ARRIVED = Instant.parse("2026-11-01T10:20:00.140Z");

    private final Map<String, JsonNode> byTopic = new LinkedHashMap<>();
    private final Petstore petstore = new Petstore();
    private final String ref = petstore.entity.ref().toString();
    private final String retriever = petstore.schema.retrieverId();

    /**
     * @param letters the topic of dead letters that is shown
     */
    Examples(Topics topics, Topic<byte[], byte[]> letters) {
        Topic<String, GenericRecord> facts = topics.facts(Topics.DEFAULT_FACT_TOPIC);
        add(facts, ref, petstore.row());
        add(topics.entities(), ref, petstore.entity.toAvro());
        add(topics.factSchemas(), retriever, petstore.schema.toAvro());
        add(
                topics.latestFacts(),
                new EntityKey(petstore.entity.ref(), retriever),
                petstore.row(),
                petstore.origin.headers());
        var definition = petstore.definition();
        add(topics.checkDefinitions(), definition.getId(), definition);
        add(topics.checkHistory(), definition.getId() + "@" + definition.getVersion(), definition);
        add(topics.checkResults(), new EntityKey(petstore.entity.ref(), definition.getId()), petstore.result());
        add(topics.checkTransitions(), ref, petstore.transition());
        add(topics.retrieverCommands(), retriever, petstore.command());
        add(topics.retrieverRuns(), retriever, petstore.run());
        addLetter(letters, facts);
    }

    private <K, V> void add(Topic<K, V> topic, K key, V value) {
        add(topic, key, value, new RecordHeaders());
    }

    private <K, V> void add(Topic<K, V> topic, K key, V value, Headers headers) {
        byTopic.put(topic.name(), Example.read(topic, topic.record(key, value, headers)));
    }

    /** Of a fact that somebody cut short. */
    private void addLetter(Topic<byte[], byte[]> letters, Topic<String, GenericRecord> facts) {
        ProducerRecord<byte[], byte[]> whole = facts.record(ref, petstore.row());
        byte[] cut = Arrays.copyOf(whole.value(), 12);
        try {
            facts.value().deserializer().deserialize(facts.name(), cut);
            throw new IllegalStateException("A record that was cut short was read");
        } catch (SerializationException e) {
            Headers headers = DeadLetters.headers(
                    whole.headers(),
                    DeadLetters.reason(e),
                    e,
                    facts.name(),
                    petstore.origin.partition(),
                    petstore.origin.offset(),
                    ARRIVED.toEpochMilli());
            add(letters, whole.key(), cut, headers);
        }
    }

    /** That of a topic. */
    JsonNode of(Topic<?, ?> topic) {
        return requireNonNull(byTopic.get(topic.name()), topic.name());
    }
}
