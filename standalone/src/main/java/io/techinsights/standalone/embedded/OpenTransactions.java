package io.techinsights.standalone.embedded;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the transactions that a crash left open. Now and then Kafka's coordinator forgets that a transaction had reached a
 * partition: of the offsets of a group, say, which that group could never read again.
 */
public final class OpenTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTransactions.class);
    private static final long TIMEOUT_SECONDS = 30;
    private static final int LOOKS = 10;

    private OpenTransactions() {}

    /** A transaction as it stood when it was looked at. */
    record Open(TopicPartition partition, ProducerState producer) {
        AbortTransactionSpec spec() {
            return new AbortTransactionSpec(
                    partition,
                    producer.producerId(),
                    (short) producer.producerEpoch(),
                    producer.coordinatorEpoch().orElse(0));
        }
    }

    /**
     * Aborts them all. Right only where broker and producers die together: then, right after the broker's start, every open
     * transaction is a dead producer's.
     *
     * @param client settings of a Kafka client
     * @return how many there were
     * @throws IllegalStateException where the broker does not do so
     */
    public static int abort(Map<String, Object> client) {
        try (Admin admin = Admin.create(client)) {
            return abort(admin, () -> open(admin));
        }
    }

    /**
     * Aborts those that the coordinator knows nothing of, and that nobody else would ever end. Of a producer that lives on
     * in another process, an aborted transaction would lose its first part and still be committed.
     *
     * @param client settings of a Kafka client
     * @return how many there were
     * @throws IllegalStateException where the broker does not do so
     */
    public static int abortForgotten(Map<String, Object> client) {
        try (Admin admin = Admin.create(client)) {
            return abort(admin, () -> forgotten(admin));
        }
    }

    private static List<Open> forgotten(Admin admin) {
        List<Open> open = open(admin);
        if (open.isEmpty()) {
            return open;
        }
        var known = new KnownTransactions(admin);
        return open.stream()
                .filter(one -> !known.contains(one.producer().producerId(), one.partition()))
                .toList();
    }

    static List<Open> open(Admin admin) {
        Set<String> topics =
                get(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
        List<TopicPartition> partitions = get(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
        return get(admin.describeProducers(partitions).all()).entrySet().stream()
                .flatMap(partition -> partition.getValue().activeProducers().stream()
                        .filter(producer ->
                                producer.currentTransactionStartOffset().isPresent())
                        .map(producer -> new Open(partition.getKey(), producer)))
                .toList();
    }

    /** Looks again where a producer, which lives, moved on between the look and the abort. */
    private static int abort(Admin admin, Supplier<List<Open>> look) {
        int aborted = 0;
        for (int i = 0; i < LOOKS; i++) {
            List<Open> dead = look.get();
            int ended = (int) dead.stream().filter(one -> abort(admin, one)).count();
            aborted += ended;
            if (ended == dead.size()) {
                break;
            }
        }
        if (aborted > 0) {
            LOG.info("Aborted what {} transactions that a crash left open had written", aborted);
        }
        return aborted;
    }

    /** Whether it stood as it was seen, and was ended; not where its producer has moved on since. */
    static boolean abort(Admin admin, Open open) {
        try {
            get(admin.abortTransaction(open.spec()).all());
            return true;
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof ExecutionException refused
                    && refused.getCause() instanceof InvalidProducerEpochException) {
                return false;
            }
            throw e;
        }
    }

    static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Open transactions could not be ended: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
