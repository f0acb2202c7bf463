package io.techinsights.retriever.schedule;

import io.techinsights.schemas.avro.RetrieverCommand;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.schemas.topic.KeyPartition;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.error.DeadLetters;
import io.techinsights.streams.topics.CompactedView;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which retrievers this process runs: those whose id falls into the partitions of the commands topic that its
 * consumer group gives it. What is read there are commands to run one now.
 */
public final class RunOwnership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunOwnership.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long BACK_OFF_MILLIS = 1_000;
    private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(5);
    private static final long CLOSE_MILLIS = 10_000;

    /** Is told what to run. */
    public interface Listener {
        /** The retrievers that are ours are those that this tells, from now on. */
        void owned(Predicate<String> owned);

        /**
         * Somebody asks for a run of a retriever that is ours.
         *
         * @param entities those to observe; empty for all
         */
        void commanded(String retrieverId, Instant requestedAt, Set<EntityRef> entities);

        /** Whether everything that was asked for has been done, so that it need not be read again after a crash. */
        boolean isSettled();
    }

    private final Topic<String, RetrieverCommand> commands;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final CompactedView.BadRecords badRecords;
    private final Listener listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "retrievers-ownership");
    private volatile Set<Integer> partitions = Set.of();
    private volatile int partitionCount;
    private volatile boolean joined;

    public RunOwnership(
            Topic<String, RetrieverCommand> commands,
            Supplier<Consumer<byte[], byte[]>> consumers,
            CompactedView.BadRecords badRecords,
            Listener listener) {
        this.commands = commands;
        this.consumers = consumers;
        this.badRecords = badRecords;
        this.listener = listener;
        thread.setDaemon(true);
    }

    /**
     * A consumer of the group that shares the retrievers out; what a member keeps goes on while another joins.
     */
    public static Consumer<byte[], byte[]> consumer(KafkaSettings kafka) {
        Map<String, Object> config = kafka.consumer();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, kafka.prefix() + "retrievers");
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(CooperativeStickyAssignor.class));
        kafka.instanceId().ifPresent(name -> config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name));
        config.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        config.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Joins the group. */
    public void start() {
        thread.start();
    }

    /** Whether what goes by this name is ours. */
    public boolean owns(String name) {
        int count = partitionCount;
        return count > 0 && partitions.contains(KeyPartition.of(name, count));
    }

    /** Ready where the group has told what is ours, be it nothing. */
    public Readiness readiness() {
        return joined ? new Readiness.Ready() : new Readiness.NotReady("the group of the retrievers is not joined yet");
    }

    private void run() {
        while (closed.getCount() > 0) {
            try {
                join(consumers.get());
            } catch (KafkaException e) {
                LOG.warn("The group of the retrievers is joined again: {}", DeadLetters.reason(e));
                change(Set.of());
                pause();
            }
        }
    }

    private void join(Consumer<byte[], byte[]> consumer) {
        try {
            partitionCount = consumer.partitionsFor(commands.name()).size();
            consumer.subscribe(List.of(commands.name()), new Rebalance());
            follow(consumer);
        } finally {
            consumer.close(CloseOptions.timeout(LEAVE_TIMEOUT)
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        boolean uncommitted = false;
        while (closed.getCount() > 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                accept(record);
                uncommitted = true;
            }
            if (uncommitted && listener.isSettled()) {
                consumer.commitSync();
                uncommitted = false;
            }
        }
    }

    private void accept(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() == null) {
                throw new IllegalArgumentException("The record has no value, expected a command");
            }
            RetrieverCommand command = commands.value().deserializer().deserialize(record.topic(), record.value());
            Set<EntityRef> entities =
                    command.getEntities().stream().map(EntityRef::parseStrict).collect(Collectors.toSet());
            listener.commanded(command.getRetrieverId(), command.getRequestedAt(), entities);
        } catch (RegistryException.Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            badRecords.accept(record, e);
        }
    }

    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            Set<Integer> now = new HashSet<>(partitions);
            assigned.forEach(partition -> now.add(partition.partition()));
            change(now);
            joined = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            Set<Integer> now = new HashSet<>(partitions);
            revoked.forEach(partition -> now.remove(partition.partition()));
            change(now);
        }
    }

    private void change(Set<Integer> now) {
        partitions = Set.copyOf(now);
        LOG.info("Partitions of {} that are ours: {}", commands.name(), now);
        listener.owned(this::owns);
    }

    private void pause() {
        try {
            if (!closed.await(BACK_OFF_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("Joining the group of the retrievers again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
