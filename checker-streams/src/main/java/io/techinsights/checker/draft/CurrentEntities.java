package io.techinsights.checker.draft;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.evaluate.KnownEntities;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.streams.http.Gathered;
import io.techinsights.streams.http.Request;
import io.techinsights.streams.query.Reading;
import io.techinsights.streams.query.StoreQueries;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The entities of now, wherever they live. */
final class CurrentEntities {
    private final StoreQueries stores;

    CurrentEntities(StoreQueries stores) {
        this.stores = stores;
    }

    /** The number of every partition. */
    SortedSet<Integer> partitions() {
        return stores.partitions();
    }

    /** The partition of an entity, which others may be in too. */
    Set<Integer> partitionOf(EntityRef entity) {
        return byPartition(Set.of(entity)).keySet();
    }

    /** Some entities, by their partitions. */
    SortedMap<Integer, List<EntityRef>> byPartition(Collection<EntityRef> entities) {
        int count = stores.partitions().size();
        return entities.stream()
                .distinct()
                .collect(Collectors.groupingBy(
                        entity -> EntityKey.partition(entity, count), TreeMap::new, Collectors.toList()));
    }

    /** Asks partitions where they are; see {@link Request#gather}. */
    Gathered gather(
            Request request,
            Collection<Integer> partitions,
            Function<SortedSet<Integer>, JsonNode> question,
            Function<SortedSet<Integer>, JsonNode> here) {
        return request.gather(stores, KnownEntities.FACTS_STORE, partitions, question, here);
    }

    /** Every entity of partitions of this instance. */
    Subjects all(SortedSet<Integer> partitions, Reading reading) {
        return new LocalSubjects(stores, partitions, reading);
    }

    /** Some entities of this instance. */
    NamedSubjects named(Collection<EntityRef> here, Reading reading) {
        return new NamedSubjects(stores, here, reading);
    }
}
