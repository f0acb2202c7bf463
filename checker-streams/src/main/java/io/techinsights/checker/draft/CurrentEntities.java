package io.techinsights.checker.draft;

import io.techinsights.checker.evaluate.KnownEntities;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.streams.query.StoreLocation;
import io.techinsights.streams.query.StoreQueries;
import io.techinsights.streams.query.UnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.HostInfo;

/** Where the entities of now live, and how they are read there. */
final class CurrentEntities {
    private final StoreQueries stores;
    private final LocalPartitions partitions;
    private final int count;

    /**
     * @param count of partitions, in all instances together
     */
    CurrentEntities(StoreQueries stores, LocalPartitions partitions, int count) {
        this.stores = stores;
        this.partitions = partitions;
        this.count = count;
    }

    /**
     * Entities by where they live.
     *
     * @param here those of this instance
     */
    record Whereabouts(List<EntityRef> here, Map<HostInfo, List<EntityRef>> elsewhere) {}

    /**
     * Finds out where some entities live.
     *
     * @throws UnavailableException where nobody knows now
     */
    Whereabouts locate(Collection<EntityRef> entities) {
        List<EntityRef> here = new ArrayList<>();
        Map<HostInfo, List<EntityRef>> elsewhere = new LinkedHashMap<>();
        for (EntityRef entity : entities) {
            StoreLocation location = stores.locate(KnownEntities.FACTS_STORE, entity.toString());
            if (location instanceof StoreLocation.Unknown unknown) {
                throw new UnavailableException(unknown.reason());
            }
            if (location instanceof StoreLocation.Remote remote) {
                elsewhere
                        .computeIfAbsent(remote.host(), host -> new ArrayList<>())
                        .add(entity);
            } else {
                here.add(entity);
            }
        }
        return new Whereabouts(here, elsewhere);
    }

    /** The other instances. */
    List<HostInfo> peers() {
        return stores.peers();
    }

    /** The partitions of this instance. */
    SortedSet<Integer> owned() {
        return partitions.owned();
    }

    /** Every entity of partitions of this instance. */
    Subjects all(SortedSet<Integer> owned) {
        return new LocalSubjects(partitions, owned);
    }

    /** Some entities of this instance. */
    NamedSubjects named(Collection<EntityRef> here) {
        return new NamedSubjects(stores, here);
    }

    /**
     * Makes sure that every partition was read, and none twice: while they move, one may be missed.
     *
     * @throws UnavailableException where that is not so
     */
    void requireAll(List<Integer> read) {
        Set<Integer> missing = IntStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new));
        read.forEach(missing::remove);
        if (!missing.isEmpty() || read.size() != count) {
            throw new UnavailableException("partitions move between instances"
                    + (missing.isEmpty() ? "" : ", and nobody has " + missing + " now"));
        }
    }
}
