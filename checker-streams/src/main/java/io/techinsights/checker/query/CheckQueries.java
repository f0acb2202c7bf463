package io.techinsights.checker.query;

import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.checker.evaluate.KnownEntities;
import io.techinsights.checker.result.CheckResults;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.streams.query.Answer;
import io.techinsights.streams.query.Reading;
import io.techinsights.streams.query.StoreQueries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Asks the stores of the checker. */
public final class CheckQueries {
    private final StoreQueries stores;

    public CheckQueries(StoreQueries stores) {
        this.stores = stores;
    }

    /** The stores, to be asked wherever they are. */
    StoreQueries stores() {
        return stores;
    }

    /** The other instances that have results. */
    public List<HostInfo> peers() {
        return stores.peers();
    }

    /** Entities by their partitions. */
    NamedEntities byPartition(Collection<EntityRef> entities) {
        return new NamedEntities(entities, stores.partitions().size());
    }

    /**
     * The results of an entity, by check id.
     *
     * @throws io.techinsights.streams.query.ElsewhereException where another instance is to be asked
     */
    public Answer<Map<String, CheckResult>> results(EntityRef entity, Reading reading) {
        String ref = entity.toString();
        return stores.one(
                CheckResults.STORE,
                ref,
                CheckResults.ofEntity(ref),
                (KeyValueIterator<String, CheckResult> found) -> {
                    Map<String, CheckResult> results = new LinkedHashMap<>();
                    try (found) {
                        found.forEachRemaining(result -> results.put(result.value.getCheckId(), result.value));
                    }
                    return Optional.of(results);
                },
                reading);
    }

    /**
     * The results of the entities that have facts, by entity and check id.
     *
     * @param partitions of this process
     */
    SortedMap<String, Map<String, CheckResult>> resultsOf(Collection<Integer> partitions, Page page, Reading reading) {
        SortedMap<String, Map<String, CheckResult>> results = new TreeMap<>();
        for (int partition : partitions) {
            List<String> entities = withFacts(partition, page, reading);
            entities.forEach(entity -> results.put(entity, new LinkedHashMap<>()));
            if (!entities.isEmpty()) {
                String last = entities.get(entities.size() - 1);
                try (KeyValueIterator<String, CheckResult> found =
                        stores.open(CheckResults.STORE, partition, CheckResults.between(page.after(), last), reading)) {
                    found.forEachRemaining(result -> {
                        Map<String, CheckResult> known = results.get(result.value.getEntity());
                        if (known != null) {
                            known.put(result.value.getCheckId(), result.value);
                        }
                    });
                }
            }
        }
        return results;
    }

    private List<String> withFacts(int partition, Page page, Reading reading) {
        List<String> entities = new ArrayList<>();
        try (KeyValueIterator<String, StoredFacts> rows =
                stores.open(KnownEntities.FACTS_STORE, partition, KnownEntities.factsBehind(page.after()), reading)) {
            while (rows.hasNext() && entities.size() < page.oneMore()) {
                var row = rows.next();
                String entity = KnownEntities.entityOf(row.key);
                boolean known =
                        !entities.isEmpty() && entities.get(entities.size() - 1).equals(entity);
                if (!known && !row.value.getExpired()) {
                    entities.add(entity);
                }
            }
        }
        return entities;
    }

    /**
     * Results that a condition holds for, in the order of their entities in each partition.
     *
     * @param partitions of this process
     */
    List<CheckResult> resultsWhere(
            Collection<Integer> partitions, Predicate<CheckResult> condition, Page page, Reading reading) {
        List<CheckResult> results = new ArrayList<>();
        for (int partition : partitions) {
            int room = page.oneMore();
            try (KeyValueIterator<String, CheckResult> found =
                    stores.open(CheckResults.STORE, partition, CheckResults.behind(page.after()), reading)) {
                while (found.hasNext() && room > 0) {
                    CheckResult result = found.next().value;
                    if (condition.test(result)) {
                        results.add(result);
                        room--;
                    }
                }
            }
        }
        return results;
    }
}
