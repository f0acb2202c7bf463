package io.techinsights.standalone.embedded;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the transactions that a crash left open. Broker and producers of this process die together, and now and then Kafka's
 * coordinator then forgets that a transaction had reached a partition: of the offsets of a group, say, which that group
 * could never read again. Right after the start of the broker no producer is alive, so every open transaction is a dead one's.
 */
public final class OpenTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTransactions.class);
    private static final long TIMEOUT_SECONDS = 30;

    private OpenTransactions() {}

    /**
     * Aborts them all.
     *
     * @param client settings of a Kafka client
     * @return how many there were
     * @throws IllegalStateException where the broker does not do so
     */
    public static int abort(Map<String, Object> client) {
        try (Admin admin = Admin.create(client)) {
            Set<String> topics = get(
                    admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
            List<TopicPartition> partitions = get(admin.describeTopics(topics).allTopicNames()).values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .toList();
            List<AbortTransactionSpec> open = get(
                            admin.describeProducers(partitions).all())
                    .entrySet()
                    .stream()
                    .flatMap(partition -> partition.getValue().activeProducers().stream()
                            .filter(producer ->
                                    producer.currentTransactionStartOffset().isPresent())
                            .map(producer -> spec(partition.getKey(), producer)))
                    .toList();
            open.forEach(spec -> get(admin.abortTransaction(spec).all()));
            if (!open.isEmpty()) {
                LOG.info("Aborted what {} transactions that a crash left open had written", open.size());
            }
            return open.size();
        }
    }

    private static AbortTransactionSpec spec(TopicPartition partition, ProducerState producer) {
        return new AbortTransactionSpec(
                partition,
                producer.producerId(),
                (short) producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(0));
    }

    private static <T> T get(KafkaFuture<T> future) {
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
