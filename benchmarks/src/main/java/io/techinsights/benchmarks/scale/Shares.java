package io.techinsights.benchmarks.scale;

import io.techinsights.streams.app.KafkaSettings;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;

/** Who has which partitions of the apps with state. */
final class Shares implements AutoCloseable {
    private static final List<String> ROLES = List.of("facts", "checks");

    private final Admin admin;
    private final List<String> groups;

    Shares(KafkaSettings kafka) {
        admin = Admin.create(kafka.client());
        groups = ROLES.stream().map(role -> kafka.prefix() + role).toList();
    }

    /** Whether each app has so many members, and none has half of the partitions of another. */
    boolean areEqual(int members) throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(groups).all().get().values().stream()
                .allMatch(group -> isEqual(group, members));
    }

    private static boolean isEqual(ConsumerGroupDescription group, int members) {
        var shares = group.members().stream()
                .map(member -> member.assignment().topicPartitions())
                .mapToInt(Collection::size)
                .summaryStatistics();
        return group.groupState() == GroupState.STABLE
                && shares.getCount() == members
                && shares.getMin() * 2 > shares.getMax();
    }

    @Override
    public void close() {
        admin.close();
    }
}
