package io.techinsights.checker.registry;

import io.techinsights.schemas.avro.CheckDefinition;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.error.Fencing;
import io.techinsights.streams.query.UnavailableException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes definitions to their topic and their history, both or neither. All instances write with one transactional id, so
 * whoever begins fences whoever was at it: what is decided on what was read cannot be overtaken, and the one that was fenced
 * reads and decides again.
 */
final class DefinitionWriter {
    private static final Logger LOG = LoggerFactory.getLogger(DefinitionWriter.class);
    private static final int ATTEMPTS = 5;
    private static final int TIMEOUT_MILLIS = 15_000;

    private final Topic<String, CheckDefinition> definitions;
    private final Topic<String, CheckDefinition> history;
    private final Map<String, Object> config;

    DefinitionWriter(Topics topics, KafkaSettings kafka) {
        this.definitions = topics.checkDefinitions();
        this.history = topics.checkHistory();
        this.config = new HashMap<>(kafka.producer());
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, definitions.name() + "-writer");
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TIMEOUT_MILLIS);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MILLIS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS / 2);
    }

    /**
     * Writes what an edit makes of the definitions of now.
     *
     * @param edit reads all that is committed and says what changes; it may be asked more than once
     * @return what was written
     * @throws UnavailableException where Kafka does not take it, or others write all the time
     */
    Collection<CheckDefinition> write(Supplier<Collection<CheckDefinition>> edit) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (var producer = new KafkaProducer<>(
                    config, definitions.key().serializer(), definitions.value().serializer())) {
                producer.initTransactions();
                Collection<CheckDefinition> changes = edit.get();
                if (!changes.isEmpty()) {
                    commit(producer, changes);
                }
                return changes;
            } catch (KafkaException e) {
                if (Fencing.isBehind(e)) {
                    LOG.debug("Another instance began to write; reading again", e);
                    continue;
                }
                throw new UnavailableException("the definition could not be written: " + e.getMessage());
            }
        }
        throw new UnavailableException("other instances write definitions all the time");
    }

    private void commit(Producer<String, CheckDefinition> producer, Collection<CheckDefinition> changes) {
        producer.beginTransaction();
        for (CheckDefinition change : changes) {
            String id = change.getId();
            producer.send(new ProducerRecord<>(history.name(), id + "@" + change.getVersion(), change));
            producer.send(new ProducerRecord<>(definitions.name(), id, change.getWithdrawn() ? null : change));
        }
        producer.commitTransaction();
    }
}
