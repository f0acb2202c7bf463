package io.techinsights.streams.letters;

import io.techinsights.streams.error.LetterOrigin;
import io.techinsights.streams.error.SourceRecords;
import io.techinsights.streams.error.TopicScan;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The dead letters of all roles, to be read. */
public final class DeadLetterTopics {
    private final Map<String, String> topics;
    private final Map<String, Object> consumerConfig;

    /**
     * @param topics the topic of each role
     * @param consumerConfig of a consumer without a group
     */
    public DeadLetterTopics(Map<String, String> topics, Map<String, Object> consumerConfig) {
        this.topics = new TreeMap<>(topics);
        this.consumerConfig = Map.copyOf(consumerConfig);
    }

    /**
     * The topic of the dead letters of a role.
     *
     * @throws IllegalArgumentException naming the roles there are
     */
    public String topic(String role) {
        String topic = topics.get(role);
        if (topic == null) {
            throw new IllegalArgumentException("Unknown role '" + role + "': expected any of " + topics.keySet());
        }
        return topic;
    }

    /**
     * All that is committed now.
     *
     * @param since letters that were written before are left out
     */
    public LetterList list(Optional<Instant> since) {
        return read(since, TopicScan::toEnd);
    }

    /** All there are, with those of transactions that are open yet. */
    LetterList listToVeryEnd() {
        return read(Optional.empty(), TopicScan::toVeryEnd);
    }

    private interface Reading
            extends BiConsumer<TopicScan, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>>> {}

    private LetterList read(Optional<Instant> since, Reading reading) {
        var list = new LetterList();
        topics.forEach((role, topic) -> {
            try (var scan = new TopicScan(topic, consumerConfig)) {
                since.ifPresent(scan::seek);
                reading.accept(scan, record -> list.accept(role, record));
            }
        });
        return list;
    }

    /**
     * A letter as it lies there.
     *
     * @throws IllegalArgumentException where there is no letter at this address
     */
    public ConsumerRecord<byte[], byte[]> find(LetterAddress address) {
        try (var records = new SourceRecords(consumerConfig)) {
            return find(records, address);
        }
    }

    ConsumerRecord<byte[], byte[]> find(SourceRecords records, LetterAddress address) {
        String topic = topic(address.role());
        return records.find(new LetterOrigin(topic, address.partition(), address.offset()))
                .filter(record -> Letter.of(address.role(), record).isPresent())
                .orElseThrow(() -> new IllegalArgumentException("There is no dead letter " + address + " on " + topic
                        + ": it may have been deleted, for letters are kept four weeks; 'dead-letters list' says which"
                        + " there are"));
    }

    Map<String, Object> consumerConfig() {
        return consumerConfig;
    }
}
