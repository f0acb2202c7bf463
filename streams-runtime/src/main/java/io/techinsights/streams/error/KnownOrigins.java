package io.techinsights.streams.error;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The origins of the letters that are there, of the topics that were asked about and no other: a role may have millions of
 * letters of a topic whose records nobody reads twice.
 */
final class KnownOrigins implements AutoCloseable {
    private final String deadLetters;
    private final Map<String, Object> consumerConfig;
    private final Map<TopicPartition, Set<Long>> known = new HashMap<>();
    private final Set<String> topics = new HashSet<>();
    private @Nullable TopicScan scan;

    KnownOrigins(String deadLetters, Map<String, Object> consumerConfig) {
        this.deadLetters = deadLetters;
        this.consumerConfig = consumerConfig;
    }

    /** Reads a scan on to one of its ends. */
    interface Reading {
        void read(TopicScan scan, Consumer<ConsumerRecord<byte[], byte[]>> each);
    }

    /** Reads on; from the beginning where a topic is asked about for the first time. */
    void readOn(Set<String> asked, Reading to) {
        if (topics.addAll(asked)) {
            close();
        }
        TopicScan open = scan;
        if (open == null) {
            open = new TopicScan(deadLetters, consumerConfig);
            scan = open;
        }
        to.read(open, this::accept);
    }

    private void accept(ConsumerRecord<byte[], byte[]> letter) {
        LetterOrigin.of(letter.headers())
                .filter(origin -> origin.isRecord() && topics.contains(origin.topic()))
                .ifPresent(this::add);
    }

    void add(LetterOrigin origin) {
        known.computeIfAbsent(origin.topicPartition(), partition -> new HashSet<>())
                .add(origin.offset());
    }

    boolean contains(LetterOrigin origin) {
        return known.getOrDefault(origin.topicPartition(), Set.of()).contains(origin.offset());
    }

    @Override
    public void close() {
        if (scan != null) {
            scan.close();
            scan = null;
        }
    }
}
