package io.techinsights.streams.query;

import io.techinsights.streams.app.StreamsService;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Asks the stores of one Kafka Streams app. The owner of a partition answers as things are now; a copy answers only where
 * the {@link Reading} allows it, and says there how far it is behind.
 */
public final class StoreQueries {
    private static final QueryConfig CONFIG = new QueryConfig(false);

    private final Supplier<Optional<StreamsService>> app;
    private final int partitions;

    /**
     * @param app the app, once it has started
     * @param partitions of every store
     */
    public StoreQueries(Supplier<Optional<StreamsService>> app, int partitions) {
        this.app = app;
        this.partitions = partitions;
    }

    /**
     * Asks the partition that a key belongs to.
     *
     * @param partitionKey what the store's topics are partitioned by
     * @param reader makes the value of the store's result, nothing where it is missing; closes what it iterates
     * @throws ElsewhereException where another instance is to be asked
     */
    public <R, T> Answer<T> one(
            String store, String partitionKey, Query<R> query, Function<R, Optional<T>> reader, Reading reading) {
        try {
            R result = ask(store, partitionKey, query, reading);
            return Optional.ofNullable(result)
                    .flatMap(reader)
                    .<Answer<T>>map(Answer.Found::new)
                    .orElseGet(Answer.Missing::new);
        } catch (UnavailableException e) {
            return new Answer.Unavailable<>(String.valueOf(e.getMessage()));
        }
    }

    private <R> R ask(String store, String partitionKey, Query<R> query, Reading reading) {
        StreamsService service = service();
        if (query instanceof StoredValues || query instanceof StoredRange) {
            byte[] key = partitionKey.getBytes(StandardCharsets.UTF_8);
            int partition = Utils.toPositive(Utils.murmur2(key)) % partitions;
            Optional<StateStore> owned = service.owned().of(store, partition);
            if (owned.isPresent()) {
                noteDoubts(service, partition, reading);
                QueryResult<R> result = owned.get().query(query, PositionBound.unbounded(), CONFIG);
                if (result.isSuccess()) {
                    return result.getResult();
                }
            }
        }
        StoreLocation where = locate(store, partitionKey);
        if (!where.owner().equals(service.address()) && !reading.isHere()) {
            throw new ElsewhereException(where, service.address());
        }
        return ask(service, store, where.partition(), query, reading);
    }

    /**
     * Asks some partitions of this process, one after the other.
     *
     * @param reader closes what it iterates
     */
    public <R, T> Answer<List<T>> each(
            String store, Collection<Integer> asked, Query<R> query, Function<R, T> reader, Reading reading) {
        List<T> answers = new ArrayList<>(asked.size());
        try {
            StreamsService service = service();
            for (int partition : asked) {
                R result = ask(service, store, partition, query, reading);
                if (result != null) {
                    answers.add(reader.apply(result));
                }
            }
            return new Answer.Found<>(answers);
        } catch (UnavailableException e) {
            return new Answer.Unavailable<>(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Asks a partition of this process, for what is to be read bit by bit.
     *
     * @return what the caller closes
     * @throws UnavailableException where it cannot be read here
     */
    public <R> R open(String store, int partition, Query<R> query, Reading reading) {
        return ask(service(), store, partition, query, reading);
    }

    private static <R> R ask(StreamsService service, String store, int partition, Query<R> query, Reading reading) {
        StateQueryRequest<R> request =
                StateQueryRequest.inStore(store).withQuery(query).withPartitions(Set.of(partition));
        QueryResult<R> owned = query(service, request.requireActive(), partition, reading);
        if (owned.isSuccess()) {
            noteDoubts(service, partition, reading);
            return owned.getResult();
        }
        Staleness behind = reading.allowsStandby()
                ? service.staleness(store, partition)
                        .filter(reading::allows)
                        .orElseThrow(() -> notHere(store, partition, owned, reading))
                : null;
        if (behind == null) {
            throw notHere(store, partition, owned, reading);
        }
        QueryResult<R> copied = query(service, request, partition, reading);
        if (copied.isFailure()) {
            throw notHere(store, partition, copied, reading);
        }
        reading.note(behind);
        return copied.getResult();
    }

    /** Who is not known to be the owner any more is asked like a copy, of the time when it was. */
    private static void noteDoubts(StreamsService service, int partition, Reading reading) {
        Optional<Staleness> doubted = service.doubtedSince().map(age -> new Staleness(age, 0));
        if (doubted.filter(behind -> !reading.allows(behind)).isPresent()) {
            reading.noteMoving();
            throw new UnavailableException("partition " + partition
                    + " may have another owner by now: Kafka did not confirm this one for "
                    + doubted.get().age().toMillis() + " ms");
        }
        doubted.ifPresent(reading::note);
    }

    private static <R> QueryResult<R> query(
            StreamsService service, StateQueryRequest<R> request, int partition, Reading reading) {
        try {
            QueryResult<R> result =
                    service.streams().query(request).getPartitionResults().get(partition);
            if (result == null) {
                reading.noteMoving();
                throw new UnavailableException("partition " + partition + " is not on this instance now");
            }
            return result;
        } catch (StreamsException | IllegalStateException e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        }
    }

    private static UnavailableException notHere(String store, int partition, QueryResult<?> result, Reading reading) {
        reading.noteMoving();
        return new UnavailableException(
                "partition " + partition + " of " + store + " cannot be read here now: " + result.getFailureMessage());
    }

    private StreamsService service() {
        return app.get().orElseThrow(() -> new UnavailableException("not started yet"));
    }

    /** The app, once it has started. */
    public Optional<StreamsService> app() {
        return app.get();
    }

    /** The number of every partition there is, on whatever instance. */
    public SortedSet<Integer> partitions() {
        return IntStream.range(0, partitions).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    /** The other instances of the group. */
    public List<HostInfo> peers() {
        return app.get().stream()
                .flatMap(service -> service.streams().metadataForAllStreamsClients().stream()
                        .map(StreamsMetadata::hostInfo)
                        .filter(host -> !host.equals(service.address())))
                .toList();
    }

    /** Whether this is where the process itself answers. */
    public boolean isSelf(HostInfo host) {
        return app.get().filter(service -> service.address().equals(host)).isPresent();
    }

    /**
     * Where a key lives.
     *
     * @throws UnavailableException where nobody knows now
     */
    public StoreLocation locate(String store, String partitionKey) {
        return locate(service -> service.streams().queryMetadataForKey(store, partitionKey, new StringSerializer()));
    }

    /**
     * Where a partition lives.
     *
     * @throws UnavailableException where nobody knows now
     */
    public StoreLocation locate(String store, int partition) {
        StreamPartitioner<Integer, Object> itself = (topic, key, value, count) -> Optional.of(Set.of(key));
        return locate(service -> service.streams().queryMetadataForKey(store, partition, itself));
    }

    private StoreLocation locate(Function<StreamsService, KeyQueryMetadata> question) {
        StreamsService service = service();
        try {
            KeyQueryMetadata metadata = question.apply(service);
            if (metadata == null || metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
                throw new UnavailableException(
                        "the group is being formed (" + service.streams().state() + ")");
            }
            return new StoreLocation(metadata.partition(), metadata.activeHost(), List.copyOf(metadata.standbyHosts()));
        } catch (StreamsException | IllegalStateException e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        }
    }
}
