package io.techinsights.standalone.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.utils.Utils;

/** The transactions that the coordinator will end: by a commit, an abort, or when their time is over. */
final class KnownTransactions {
    private static final long TIMEOUT_SECONDS = 30;

    private final Map<Long, Set<TopicPartition>> partitions = new HashMap<>();

    KnownTransactions(Admin admin) {
        awaitLoaded(admin);
        Collection<TransactionListing> listed =
                OpenTransactions.get(admin.listTransactions().all());
        List<String> ids =
                listed.stream().map(TransactionListing::transactionalId).toList();
        for (TransactionDescription one :
                OpenTransactions.get(admin.describeTransactions(ids).all()).values()) {
            partitions.computeIfAbsent(one.producerId(), id -> new HashSet<>()).addAll(one.topicPartitions());
        }
    }

    /** Whether the coordinator knows that this producer's transaction has reached this partition. */
    boolean contains(long producerId, TopicPartition partition) {
        return partitions.getOrDefault(producerId, Set.of()).contains(partition);
    }

    /**
     * Right after a start a coordinator lists only what it has loaded so far. A question for one transactional id is
     * answered when its partition is loaded, so one is asked for each.
     */
    private static void awaitLoaded(Admin admin) {
        int count = OpenTransactions.get(admin.describeTopics(List.of(Topic.TRANSACTION_STATE_TOPIC_NAME))
                        .allTopicNames())
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
        var described = admin.describeTransactions(oneIdPerPartition(count));
        oneIdPerPartition(count).forEach(id -> awaitAnswer(described.description(id)));
    }

    private static List<String> oneIdPerPartition(int count) {
        List<String> ids = new ArrayList<>();
        Set<Integer> reached = new HashSet<>();
        for (int i = 0; reached.size() < count; i++) {
            String id = "loaded-" + i;
            if (reached.add(Utils.abs(id.hashCode()) % count)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static void awaitAnswer(KafkaFuture<TransactionDescription> answer) {
        try {
            answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TransactionalIdNotFoundException)) {
                throw new IllegalStateException("Transactions cannot be listed: " + e.getMessage(), e);
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("Transactions were not loaded in " + TIMEOUT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
