package io.techinsights.streams.app;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the group every two seconds whether it still counts the threads of an app among its members, with the partitions that
 * they have. An app that was given up by its group, because it stood still or was cut off, goes on taking itself for the
 * owner until its next rebalance.
 */
final class Membership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final long ASK_MILLIS = 2_000;
    private static final long PATIENCE_MILLIS = 3_000;
    private static final int DEFAULT_SESSION_MILLIS = 45_000;
    private static final double SHARE_OF_SESSION = 0.6;

    private final String group;
    private final boolean streamsProtocol;
    private final KafkaStreams streams;
    private final Admin admin;
    private final Lease lease;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private record Member(String clientId, Set<TopicPartition> partitions) {}

    Membership(KafkaStreams streams, Properties config) {
        var known = new StreamsConfig(config);
        this.group = known.getString(StreamsConfig.APPLICATION_ID_CONFIG);
        this.streamsProtocol = "streams".equals(known.getString(StreamsConfig.GROUP_PROTOCOL_CONFIG));
        this.streams = streams;
        this.admin = Admin.create(known.getAdminConfigs(group + "-membership"));
        Map<String, Object> consumer = known.getMainConsumerConfigs(group, "", 1);
        Object session = consumer.getOrDefault(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, DEFAULT_SESSION_MILLIS);
        this.lease = new Lease(
                Duration.ofMillis((long) (Long.parseLong(session.toString()) * SHARE_OF_SESSION)), System::nanoTime);
        this.thread = new Thread(this::run, group + "-membership");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The group has just given the app its partitions. */
    void joined() {
        lease.confirm(lease.now());
    }

    /** How long ago the group confirmed that it counts on this app; empty where that was just now. */
    Optional<Duration> doubted() {
        return lease.expired();
    }

    private void run() {
        try {
            while (!closing.await(ASK_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        long asked = lease.now();
        try {
            if (counts(members())) {
                lease.confirm(asked);
            }
        } catch (ExecutionException | TimeoutException | KafkaException | IllegalStateException e) {
            LOG.debug("{} does not say who its members are: {}", group, e.getMessage());
        }
    }

    private Collection<Member> members() throws ExecutionException, TimeoutException, InterruptedException {
        Set<String> groups = Set.of(group);
        if (streamsProtocol) {
            return admin
                    .describeStreamsGroups(groups)
                    .all()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .values()
                    .stream()
                    .flatMap(described -> described.members().stream())
                    .map(member -> new Member(member.clientId(), Set.of()))
                    .toList();
        }
        return admin.describeConsumerGroups(groups).all().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).values().stream()
                .flatMap(described -> described.members().stream())
                .map(member -> new Member(member.clientId(), member.assignment().topicPartitions()))
                .toList();
    }

    /** A group that is just being formed names its members without their partitions. */
    private boolean counts(Collection<Member> members) {
        return streams.metadataForLocalThreads().stream()
                .filter(one -> !one.activeTasks().isEmpty())
                .allMatch(one -> members.stream().anyMatch(member -> isThread(one, member)));
    }

    private boolean isThread(ThreadMetadata one, Member member) {
        Set<TopicPartition> active = one.activeTasks().stream()
                .map(TaskMetadata::topicPartitions)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        boolean named = streamsProtocol
                ? one.consumerClientId().startsWith(member.clientId())
                : one.consumerClientId().equals(member.clientId());
        return named && (member.partitions().isEmpty() || member.partitions().containsAll(active));
    }

    @Override
    public void close() {
        closing.countDown();
        admin.close(Duration.ofSeconds(1));
    }
}
