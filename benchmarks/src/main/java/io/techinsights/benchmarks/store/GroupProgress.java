package io.techinsights.benchmarks.store;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How far a consumer group has committed a topic. */
public final class GroupProgress {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long LOOK_MILLIS = 20;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Admin admin;
    private final String group;
    private final List<TopicPartition> partitions;

    /**
     * @param partitions of the topic
     */
    public GroupProgress(Admin admin, String group, String topic, int partitions) {
        this.admin = admin;
        this.group = group;
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /**
     * Waits until the group has committed all that is there now. What it did up to the first commit that is seen, its start
     * included, does not count.
     *
     * @param isAlive is asked again and again; there is no use in waiting for a group that died
     */
    public Pace awaitEnd(BooleanSupplier isAlive) throws ExecutionException, InterruptedException, TimeoutException {
        long end = end();
        long before = committed();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long first = before;
        long firstNanos = 0;
        long firstCpu = 0;
        while (true) {
            long committed = committed();
            long now = System.nanoTime();
            if (committed > before && firstNanos == 0) {
                first = committed;
                firstNanos = now;
                firstCpu = PROCESS.getProcessCpuTime();
            }
            if (committed >= end) {
                double records = committed - first;
                return new Pace(
                        records * 1e9 / (now - firstNanos), (PROCESS.getProcessCpuTime() - firstCpu) / 1e3 / records);
            }
            if (now > deadline || !isAlive.getAsBoolean()) {
                throw new TimeoutException(group + " committed " + committed + " of " + end + " records");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private long end() throws ExecutionException, InterruptedException {
        return admin
                .listOffsets(partitions.stream()
                        .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())))
                .all()
                .get()
                .values()
                .stream()
                .mapToLong(offset -> offset.offset())
                .sum();
    }

    private long committed() throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> offsets =
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                        .filter(entry -> entry.getValue() != null)
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().offset()));
        return partitions.stream()
                .mapToLong(partition -> offsets.getOrDefault(partition, 0L))
                .sum();
    }
}
