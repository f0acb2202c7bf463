package io.techinsights.streams.query;

import io.techinsights.streams.app.StreamsService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Asks the stores of one Kafka Streams app. */
public final class StoreQueries {
    private final Supplier<Optional<StreamsService>> app;

    /**
     * @param app the app, once it has started
     */
    public StoreQueries(Supplier<Optional<StreamsService>> app) {
        this.app = app;
    }

    /**
     * Asks the partition that a key belongs to.
     *
     * @param partitionKey what the store's topics are partitioned by
     * @param reader makes the value of the store's result, nothing where it is missing; closes what it iterates
     * @throws ElsewhereException where another instance owns that partition
     */
    public <R, T> Answer<T> one(String store, String partitionKey, Query<R> query, Function<R, Optional<T>> reader) {
        StoreLocation location = locate(store, partitionKey);
        if (location instanceof StoreLocation.Unknown unknown) {
            return new Answer.Unavailable<>(unknown.reason());
        }
        if (location instanceof StoreLocation.Remote remote) {
            throw new ElsewhereException(remote.host());
        }
        int partition = ((StoreLocation.Local) location).partition();
        Answer<List<Optional<T>>> answer = ask(
                StateQueryRequest.inStore(store)
                        .withQuery(query)
                        .withPartitions(Set.of(partition))
                        .requireActive(),
                reader);
        if (answer instanceof Answer.Found<List<Optional<T>>> found) {
            return found.value().stream()
                    .flatMap(Optional::stream)
                    .findFirst()
                    .<Answer<T>>map(Answer.Found::new)
                    .orElseGet(Answer.Missing::new);
        }
        return new Answer.Unavailable<>(((Answer.Unavailable<List<Optional<T>>>) answer).reason());
    }

    /** Asks every partition that this process owns, in the order of their numbers. */
    public <R, T> Answer<List<T>> every(String store, Query<R> query, Function<R, T> reader) {
        return ask(
                        StateQueryRequest.inStore(store)
                                .withQuery(query)
                                .withAllPartitions()
                                .requireActive(),
                        (R result) -> Optional.of(reader.apply(result)))
                .map(answers -> answers.stream().flatMap(Optional::stream).toList());
    }

    /** The other instances of the group. */
    public List<HostInfo> peers() {
        return app.get().stream()
                .flatMap(service -> service.streams().metadataForAllStreamsClients().stream()
                        .map(StreamsMetadata::hostInfo)
                        .filter(host -> !host.equals(service.address())))
                .toList();
    }

    /** Where a key lives. */
    public StoreLocation locate(String store, String partitionKey) {
        Optional<StreamsService> service = app.get();
        if (service.isEmpty()) {
            return new StoreLocation.Unknown("not started yet");
        }
        try {
            KeyQueryMetadata metadata =
                    service.get().streams().queryMetadataForKey(store, partitionKey, new StringSerializer());
            if (metadata == null || metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
                return new StoreLocation.Unknown(
                        "the group is being formed (" + service.get().streams().state() + ")");
            }
            var owner = metadata.activeHost();
            return owner.equals(service.get().address())
                    ? new StoreLocation.Local(metadata.partition())
                    : new StoreLocation.Remote(owner);
        } catch (StreamsException | IllegalStateException e) {
            return new StoreLocation.Unknown(String.valueOf(e.getMessage()));
        }
    }

    private <R, T> Answer<List<Optional<T>>> ask(StateQueryRequest<R> request, Function<R, Optional<T>> reader) {
        Optional<StreamsService> service = app.get();
        if (service.isEmpty()) {
            return new Answer.Unavailable<>("not started yet");
        }
        try {
            Collection<QueryResult<R>> results =
                    service.get().streams().query(request).getPartitionResults().values();
            Optional<QueryResult<R>> failure =
                    results.stream().filter(QueryResult::isFailure).findFirst();
            if (failure.isPresent()) {
                results.stream().filter(QueryResult::isSuccess).forEach(StoreQueries::close);
                return new Answer.Unavailable<>(failure.get().getFailureMessage());
            }
            List<Optional<T>> answers = new ArrayList<>();
            for (QueryResult<R> result : results) {
                answers.add(result.getResult() == null ? Optional.empty() : reader.apply(result.getResult()));
            }
            return new Answer.Found<>(answers);
        } catch (StreamsException | IllegalStateException e) {
            return new Answer.Unavailable<>(String.valueOf(e.getMessage()));
        }
    }

    /** An iterator that nobody will read keeps files of the store. */
    private static void close(QueryResult<?> result) {
        if (result.getResult() instanceof KeyValueIterator<?, ?> unread) {
            unread.close();
        }
    }
}
