package io.techinsights.checker.draft;

import io.techinsights.streams.app.StreamsService;
import io.techinsights.streams.query.UnavailableException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;

/** The partitions that this process owns, so that one after the other can be read from end to end. */
final class LocalPartitions {
    private final Supplier<Optional<StreamsService>> app;

    /**
     * @param app the app, once it has started
     */
    LocalPartitions(Supplier<Optional<StreamsService>> app) {
        this.app = app;
    }

    private StreamsService service() {
        return app.get().orElseThrow(() -> new UnavailableException("not started yet"));
    }

    /** Those whose stores are written here. */
    SortedSet<Integer> owned() {
        SortedSet<Integer> owned = new TreeSet<>();
        try {
            service().streams().metadataForLocalThreads().stream()
                    .flatMap(thread -> thread.activeTasks().stream())
                    .forEach(task -> owned.add(task.taskId().partition()));
        } catch (IllegalStateException e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        }
        return owned;
    }

    /**
     * Asks a store of one partition.
     *
     * @throws UnavailableException where it is being restored, or moved away
     */
    <R> R ask(String store, int partition, Query<R> query) {
        var request = StateQueryRequest.inStore(store)
                .withQuery(query)
                .withPartitions(Set.of(partition))
                .requireActive();
        try {
            QueryResult<R> result =
                    service().streams().query(request).getPartitionResults().get(partition);
            if (result == null || result.isFailure()) {
                throw new UnavailableException("partition " + partition + " of " + store + " is not here now"
                        + (result == null ? "" : ": " + result.getFailureMessage()));
            }
            return result.getResult();
        } catch (StreamsException | IllegalStateException e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        }
    }
}
