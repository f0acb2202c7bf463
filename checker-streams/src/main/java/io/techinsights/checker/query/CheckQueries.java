package io.techinsights.checker.query;

import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.checker.evaluate.KnownEntities;
import io.techinsights.checker.result.CheckResults;
import io.techinsights.checker.result.ResultReader;
import io.techinsights.checker.result.StoredResult;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.json.Utf8;
import io.techinsights.streams.query.Answer;
import io.techinsights.streams.query.Reading;
import io.techinsights.streams.query.StoreQueries;
import io.techinsights.streams.query.StoredRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Asks the stores of the checker. */
public final class CheckQueries {
    private final StoreQueries stores;
    private final ResultReader reader;

    public CheckQueries(StoreQueries stores, ResultReader reader) {
        this.stores = stores;
        this.reader = reader;
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
    public Answer<Map<String, StoredResult>> results(EntityRef entity, Reading reading) {
        String ref = entity.toString();
        return stores.one(
                CheckResults.STORE, ref, CheckResults.ofEntity(ref), found -> Optional.of(byCheck(found)), reading);
    }

    private Map<String, StoredResult> byCheck(KeyValueIterator<Bytes, byte[]> found) {
        Map<String, StoredResult> results = new HashMap<>();
        try (found) {
            while (found.hasNext()) {
                StoredResult result = reader.read(found.next().value);
                results.put(result.checkId(), result);
            }
        }
        return results;
    }

    /**
     * The results of the entities that have facts, by entity and check id.
     *
     * @param partitions of this process
     */
    SortedMap<String, Map<String, StoredResult>> resultsOf(Collection<Integer> partitions, Page page, Reading reading) {
        SortedMap<String, Map<String, StoredResult>> results = new TreeMap<>();
        for (int partition : partitions) {
            List<String> entities = withFacts(partition, page, reading);
            Map<Utf8, Map<String, StoredResult>> here = new HashMap<>();
            entities.forEach(entity -> here.put(Utf8.of(entity), new HashMap<>()));
            if (!entities.isEmpty()) {
                String last = entities.get(entities.size() - 1);
                addResults(partition, CheckResults.between(page.after(), last), here, reading);
            }
            here.forEach((entity, found) -> results.put(entity.toString(), found));
        }
        return results;
    }

    private void addResults(
            int partition, StoredRange range, Map<Utf8, Map<String, StoredResult>> wanted, Reading reading) {
        try (KeyValueIterator<Bytes, byte[]> found = stores.open(CheckResults.STORE, partition, range, reading)) {
            while (found.hasNext()) {
                KeyValue<Bytes, byte[]> next = found.next();
                Map<String, StoredResult> known = wanted.get(CheckResults.entityOf(next.key));
                if (known != null) {
                    StoredResult result = reader.read(next.value);
                    known.put(result.checkId(), result);
                }
            }
        }
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
            Collection<Integer> partitions, Predicate<StoredResult> condition, Page page, Reading reading) {
        List<CheckResult> results = new ArrayList<>();
        for (int partition : partitions) {
            int room = page.oneMore();
            try (KeyValueIterator<Bytes, byte[]> found =
                    stores.open(CheckResults.STORE, partition, CheckResults.behind(page.after()), reading)) {
                while (found.hasNext() && room > 0) {
                    StoredResult result = reader.read(found.next().value);
                    if (condition.test(result)) {
                        results.add(result.whole().get());
                        room--;
                    }
                }
            }
        }
        return results;
    }
}
