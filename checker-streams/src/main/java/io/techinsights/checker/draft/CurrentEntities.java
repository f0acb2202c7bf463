package io.techinsights.checker.draft;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.evaluate.KnownEntities;
import io.techinsights.checker.query.NamedEntities;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.streams.http.Gathered;
import io.techinsights.streams.http.Request;
import io.techinsights.streams.query.Reading;
import io.techinsights.streams.query.StoreQueries;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;

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
        return Set.of(EntityKey.partition(entity, stores.partitions().size()));
    }

    /** Some entities, by their partitions. */
    NamedEntities byPartition(Collection<EntityRef> entities) {
        return new NamedEntities(entities, stores.partitions().size());
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
