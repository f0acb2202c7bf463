package io.techinsights.checker.query;

import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.checker.evaluate.KnownEntities;
import io.techinsights.checker.result.CheckResults;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.streams.query.Answer;
import io.techinsights.streams.query.StoreQueries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Asks the stores of the checker. */
public final class CheckQueries {
    private final StoreQueries stores;

    public CheckQueries(StoreQueries stores) {
        this.stores = stores;
    }

    /** The other instances that have results. */
    public List<HostInfo> peers() {
        return stores.peers();
    }

    /**
     * The results of an entity, by check id.
     *
     * @throws io.techinsights.streams.query.ElsewhereException where another instance owns them
     */
    public Answer<Map<String, CheckResult>> results(EntityRef entity) {
        String ref = entity.toString();
        return stores.one(
                CheckResults.STORE, ref, CheckResults.ofEntity(ref), (KeyValueIterator<String, CheckResult> found) -> {
                    Map<String, CheckResult> results = new LinkedHashMap<>();
                    try (found) {
                        found.forEachRemaining(result -> results.put(result.value.getCheckId(), result.value));
                    }
                    return Optional.of(results);
                });
    }

    /** The results of all entities that have facts and live here, in the order of their references. */
    public Answer<Map<EntityRef, Map<String, CheckResult>>> resultsOfAll() {
        Answer<List<List<CheckResult>>> all =
                stores.every(CheckResults.STORE, CheckResults.all(), CheckQueries::values);
        return all.map(partitions -> {
            SortedSet<String> withFacts = entitiesWithFacts();
            Map<EntityRef, Map<String, CheckResult>> results = new TreeMap<>();
            partitions.forEach(partition -> partition.stream()
                    .filter(result -> withFacts.contains(result.getEntity()))
                    .forEach(result -> results.computeIfAbsent(
                                    EntityRef.parse(result.getEntity()), key -> new LinkedHashMap<>())
                            .put(result.getCheckId(), result)));
            withFacts.forEach(ref -> results.putIfAbsent(EntityRef.parse(ref), Map.of()));
            return results;
        });
    }

    private SortedSet<String> entitiesWithFacts() {
        RangeQuery<String, StoredFacts> all = RangeQuery.withNoBounds();
        return stores
                .every(KnownEntities.FACTS_STORE, all, (KeyValueIterator<String, StoredFacts> found) -> {
                    SortedSet<String> refs = new TreeSet<>();
                    try (found) {
                        found.forEachRemaining(row -> {
                            if (!row.value.getExpired()) {
                                refs.add(KnownEntities.entityOf(row.key));
                            }
                        });
                    }
                    return refs;
                })
                .orElse(List.of())
                .stream()
                .collect(TreeSet::new, TreeSet::addAll, TreeSet::addAll);
    }

    private static List<CheckResult> values(KeyValueIterator<String, CheckResult> found) {
        List<CheckResult> results = new ArrayList<>();
        try (found) {
            found.forEachRemaining(result -> results.add(result.value));
        }
        return results;
    }
}
