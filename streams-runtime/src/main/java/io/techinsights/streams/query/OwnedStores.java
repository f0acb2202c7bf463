package io.techinsights.streams.query;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stores of the partitions that an app owns, as they were found, for as long as it runs without a break: Kafka Streams
 * looks for a store among the tasks of all threads, each time it is asked. Before a thread gives up a task, the app is no
 * longer running.
 */
public final class OwnedStores {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedStores.class);

    private final KafkaStreams streams;
    private final AtomicLong breaks = new AtomicLong();
    private final Map<Place, Owned> owned = new ConcurrentHashMap<>();

    private record Place(String store, int partition) {}

    /**
     * @param breaks how many there had been when it was found
     */
    private record Owned(StateStore store, long breaks) {}

    /**
     * @param streams tells {@link #changed} of every change of its state
     */
    public OwnedStores(KafkaStreams streams) {
        this.streams = streams;
    }

    /** The app goes from one state to another: what it owned, it may own no longer. */
    public void changed() {
        breaks.incrementAndGet();
        owned.clear();
    }

    /**
     * One of {@link PersistentStores}, to be asked what it answers by itself; empty where the partition is not known to be owned
     * now, which Kafka Streams says more about.
     */
    Optional<StateStore> of(String store, int partition) {
        long now = breaks.get();
        if (streams.state() != KafkaStreams.State.RUNNING) {
            return Optional.empty();
        }
        var place = new Place(store, partition);
        Owned known = owned.get(place);
        return known != null && known.breaks() == now
                ? Optional.of(known.store())
                : find(place).map(found -> keep(place, found, now));
    }

    private Optional<StateStore> find(Place place) {
        try {
            QueryResult<StateStore> found = streams.query(StateQueryRequest.inStore(place.store())
                            .withQuery(new StoreItself())
                            .withPartitions(Set.of(place.partition()))
                            .requireActive())
                    .getPartitionResults()
                    .get(place.partition());
            return Optional.ofNullable(found).filter(QueryResult::isSuccess).map(QueryResult::getResult);
        } catch (StreamsException | IllegalStateException e) {
            LOG.debug("{} is not found: {}", place, e.getMessage());
            return Optional.empty();
        }
    }

    private StateStore keep(Place place, StateStore found, long now) {
        owned.put(place, new Owned(found, now));
        return found;
    }
}
