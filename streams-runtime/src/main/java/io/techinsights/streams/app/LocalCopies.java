package io.techinsights.streams.app;

import io.techinsights.streams.query.PartitionCopy;
import io.techinsights.streams.query.PartitionCopy.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;

/** What an app has of each partition. */
final class LocalCopies {
    private LocalCopies() {}

    /**
     * A total over the stores of a partition.
     *
     * @param read records of the changelogs that were read, of so many
     */
    private record Read(long read, long of) {
        /** Behind the last record of each changelog there is a marker of its transaction, which is not counted as read. */
        static Read of(LagInfo lag) {
            boolean all = lag.offsetLag() <= 1;
            return new Read(all ? lag.endOffsetPosition() : lag.currentOffsetPosition(), lag.endOffsetPosition());
        }

        Read plus(Read other) {
            return new Read(read + other.read, of + other.of);
        }
    }

    static List<PartitionCopy> of(KafkaStreams streams) {
        Map<Integer, Read> reads = new TreeMap<>();
        streams.allLocalStorePartitionLags()
                .values()
                .forEach(store -> store.forEach((partition, lag) -> reads.merge(partition, Read.of(lag), Read::plus)));
        SortedSet<Integer> active = partitions(streams, ThreadMetadata::activeTasks);
        SortedSet<Integer> standby = partitions(streams, ThreadMetadata::standbyTasks);
        return Stream.concat(active.stream(), standby.stream())
                .distinct()
                .sorted()
                .map(partition ->
                        copy(partition, active.contains(partition), Optional.ofNullable(reads.get(partition))))
                .toList();
    }

    private static PartitionCopy copy(int partition, boolean active, Optional<Read> read) {
        Optional<Long> lag = read.map(all -> all.of() - all.read());
        boolean behind = lag.filter(records -> records > 0).isPresent();
        Kind kind = active ? (behind ? Kind.RESTORING : Kind.ACTIVE) : Kind.STANDBY;
        return new PartitionCopy(
                partition,
                kind,
                lag,
                read.filter(all -> kind != Kind.ACTIVE && all.of() > 0).map(all -> (double) all.read() / all.of()));
    }

    private static SortedSet<Integer> partitions(
            KafkaStreams streams, Function<ThreadMetadata, ? extends java.util.Set<TaskMetadata>> tasks) {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> tasks.apply(thread).stream())
                .map(task -> task.taskId().partition())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
