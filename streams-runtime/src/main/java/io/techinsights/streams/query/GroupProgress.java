package io.techinsights.streams.query;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far consumer groups have come, by what they committed: exactly once, stores have what their group committed, on
 * whatever instance, refused records and restarts included.
 */
public final class GroupProgress implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(15);

    private final Map<String, Object> client;
    private @Nullable Admin admin;

    /**
     * @param client settings of a Kafka client; it is opened when it is first needed
     */
    public GroupProgress(Map<String, Object> client) {
        this.client = new HashMap<>(client);
        this.client.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, "group-progress");
    }

    /**
     * Waits until a group has read all of it.
     *
     * @throws UnavailableException where it has not in time; it says how far the group had come when Kafka last told
     */
    public void await(String group, Position position, Duration patience) {
        await(
                group,
                position,
                patience,
                left -> committed(group, position.ends().keySet(), left));
    }

    static void await(
            String group, Position position, Duration patience, Function<Duration, Map<TopicPartition, Long>> ask) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<String> behind = behind(group, position, ask.apply(patience));
        while (behind.isPresent() && left(deadline).compareTo(POLL) > 0) {
            pause();
            try {
                behind = behind(group, position, ask.apply(left(deadline)));
            } catch (UnavailableException e) {
                if (left(deadline).compareTo(POLL) > 0) {
                    throw e;
                }
            }
        }
        behind.ifPresent(reason -> {
            throw new UnavailableException(reason);
        });
    }

    private static Optional<String> behind(String group, Position position, Map<TopicPartition, Long> committed) {
        return position.ends().entrySet().stream()
                .filter(end -> committed.getOrDefault(end.getKey(), 0L) < end.getValue())
                .findFirst()
                .map(end -> group + " has come to " + end.getKey() + "@" + committed.getOrDefault(end.getKey(), 0L)
                        + ", not yet to " + end.getValue());
    }

    /** How far a group has come; a partition that it committed nothing of is absent. */
    public Map<TopicPartition, Long> committed(String group, Collection<TopicPartition> partitions, Duration patience) {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                get(admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(), patience);
        Map<TopicPartition, Long> committed = new HashMap<>();
        partitions.forEach(partition -> {
            OffsetAndMetadata offset = offsets.get(partition);
            if (offset != null) {
                committed.put(partition, offset.offset());
            }
        });
        return committed;
    }

    /** All that was written to some partitions, committed or not. */
    public Position ends(Collection<TopicPartition> partitions, Duration patience) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        get(admin().listOffsets(latest).all(), patience)
                .forEach((partition, info) -> ends.put(partition, info.offset()));
        return new Position(ends);
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted");
        }
    }

    private synchronized Admin admin() {
        Admin open = admin == null ? Admin.create(client) : admin;
        admin = open;
        return open;
    }

    private static <T> T get(KafkaFuture<T> future, Duration patience) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new UnavailableException("Kafka does not say how far it has come: " + e.getCause());
        } catch (TimeoutException e) {
            throw new UnavailableException("Kafka did not say in time how far it has come");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted");
        }
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
            admin = null;
        }
    }
}
