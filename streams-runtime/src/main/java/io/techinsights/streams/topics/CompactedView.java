package io.techinsights.streams.topics;

import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.error.DeadLetters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All of a small compacted topic in memory. It is read to its end before it counts as ready, and followed from then on.
 * A record that cannot be read is handed to {@link BadRecords}; the ones beside it count.
 */
public final class CompactedView<K, V> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CompactedView.class);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    /** Takes the records that could not be read. */
    @FunctionalInterface
    public interface BadRecords {
        void accept(ConsumerRecord<byte[], byte[]> record, Exception error);
    }

    private final String topic;
    private final Deserializer<K> keys;
    private final Deserializer<V> values;
    private final Map<String, Object> consumerConfig;
    private final BadRecords badRecords;
    private final Class<? extends Exception> retryOn;
    private BiConsumer<K, V> requirement = (key, value) -> {};
    private ViewEntries<K, V> entries = ViewEntries.inMemory();
    private final List<BiConsumer<K, Optional<V>>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Queue<Wish> asked = new ConcurrentLinkedQueue<>();
    private final List<Goal> goals = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param consumerConfig of a consumer without a group
     * @param retryOn the exception of a deserializer that means "try again": the registry is away, say
     */
    public CompactedView(
            String topic,
            Deserializer<K> keys,
            Deserializer<V> values,
            Map<String, Object> consumerConfig,
            BadRecords badRecords,
            Class<? extends Exception> retryOn) {
        this.topic = topic;
        this.keys = keys;
        this.values = values;
        this.consumerConfig = new HashMap<>(consumerConfig);
        this.badRecords = badRecords;
        this.retryOn = retryOn;
        this.thread = new Thread(this::run, "view-" + topic);
    }

    /**
     * A record that is read but fails this is a bad record.
     *
     * @param rule throws where key and value make no sense, or do not belong together
     * @return this view, which has not started
     */
    public CompactedView<K, V> requiring(BiConsumer<K, V> rule) {
        requirement = rule;
        return this;
    }

    /**
     * Keeps what is read there, and closes it.
     *
     * @return this view, which has not started
     */
    public CompactedView<K, V> keptIn(ViewEntries<K, V> place) {
        entries = place;
        return this;
    }

    /** Is told of every change from now on, by the thread that reads: key, and value or nothing. */
    public void onChange(BiConsumer<K, Optional<V>> listener) {
        listeners.add(listener);
    }

    /** Begins to read. */
    public void start() {
        entries.open();
        thread.start();
    }

    /** Waits until all that was there at the start is read; false where that took longer. */
    public boolean awaitCaughtUp(Duration timeout) {
        try {
            return caughtUp.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Is complete when all is read that was committed when this was called. */
    public CompletableFuture<Void> committed() {
        return read(new Wish(Optional.empty(), new CompletableFuture<>()));
    }

    /** Is complete when all is read before these offsets; what is in a transaction that is still open is waited for. */
    public CompletableFuture<Void> read(Map<TopicPartition, Long> ends) {
        return read(new Wish(Optional.of(ends), new CompletableFuture<>()));
    }

    private CompletableFuture<Void> read(Wish wish) {
        asked.add(wish);
        return wish.read();
    }

    /** To have read so far; without offsets as far as is committed. */
    private record Wish(Optional<Map<TopicPartition, Long>> ends, CompletableFuture<Void> read) {}

    /** Ready where all that was there at the start is read. */
    public Readiness readiness() {
        return caughtUp.getCount() == 0
                ? new Readiness.Ready()
                : new Readiness.NotReady("topic " + topic + " is still being read");
    }

    /** The value of a key. */
    public Optional<V> get(K key) {
        return entries.get(key);
    }

    /** All of it. */
    public Map<K, V> all() {
        return entries.all();
    }

    private void run() {
        while (!closed) {
            try (var consumer =
                    new KafkaConsumer<>(consumerConfig, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                follow(consumer);
            } catch (WakeupException | InterruptException e) {
                LOG.debug("View of {} was woken up", topic, e);
            } catch (RuntimeException e) {
                LOG.warn("View of {} failed and starts again: {}", topic, DeadLetters.reason(e));
                pause();
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        goals.clear();
        goals.add(new Goal(consumer.endOffsets(partitions), caughtUp::countDown));
        while (!closed) {
            for (Wish one = asked.poll(); one != null; one = asked.poll()) {
                Wish wish = one;
                goals.add(new Goal(
                        wish.ends().orElseGet(() -> consumer.endOffsets(partitions)),
                        () -> wish.read().complete(null)));
            }
            consumer.poll(POLL).forEach(this::apply);
            goals.removeIf(goal -> goal.isReached(consumer));
        }
    }

    /** Offsets to be read up to, and what to do then. */
    private record Goal(Map<TopicPartition, Long> ends, Runnable reached) {
        boolean isReached(KafkaConsumer<byte[], byte[]> consumer) {
            boolean all = ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            if (all) {
                reached.run();
            }
            return all;
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        K key;
        @Nullable V value;
        try {
            key = key(record.key());
            value = record.value() == null ? null : values.deserialize(topic, record.value());
            if (value != null) {
                requirement.accept(key, value);
            }
        } catch (RuntimeException e) {
            if (retryOn.isInstance(e)) {
                throw e;
            }
            badRecords.accept(record, e);
            return;
        }
        if (value == null) {
            entries.remove(key);
        } else {
            entries.put(key, value, record.value());
        }
        listeners.forEach(listener -> tell(listener, record, key, Optional.ofNullable(value)));
    }

    private K key(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new IllegalArgumentException("The record has no key");
        }
        return keys.deserialize(topic, bytes);
    }

    /** What a listener makes of a record is no reason not to read the next one. */
    private void tell(
            BiConsumer<K, Optional<V>> listener, ConsumerRecord<byte[], byte[]> record, K key, Optional<V> value) {
        try {
            listener.accept(key, value);
        } catch (RuntimeException e) {
            LOG.error(
                    "A listener failed at {}-{}@{}: {}",
                    topic,
                    record.partition(),
                    record.offset(),
                    DeadLetters.reason(e),
                    e);
        }
    }

    private void pause() {
        try {
            Thread.sleep(BACK_OFF.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        entries.close();
    }
}
