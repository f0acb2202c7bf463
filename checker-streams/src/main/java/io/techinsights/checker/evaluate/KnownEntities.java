package io.techinsights.checker.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.query.PersistentStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** What is known of each entity: how the catalog describes it, and the newest row of each retriever. */
public final class KnownEntities {
    public static final String ENTITIES_STORE = "known-entities";
    public static final String FACTS_STORE = "entity-facts";
    private static final String NOT_IN_CATALOG = "";
    private static final char SEPARATOR = '\0';
    private static final char BEHIND_SEPARATOR = '\1';

    private final KeyValueStore<String, String> entities;
    private final KeyValueStore<String, StoredFacts> facts;

    KnownEntities(ProcessorContext<?, ?> context) {
        this.entities = context.getStateStore(ENTITIES_STORE);
        this.facts = context.getStateStore(FACTS_STORE);
    }

    static List<StoreBuilder<?>> stores(Serde<StoredFacts> serde) {
        return List.of(
                Stores.keyValueStoreBuilder(
                                PersistentStores.keyValueStore(ENTITIES_STORE), Serdes.String(), Serdes.String())
                        .withCachingDisabled(),
                Stores.keyValueStoreBuilder(PersistentStores.keyValueStore(FACTS_STORE), Serdes.String(), serde)
                        .withCachingDisabled());
    }

    /** The key of a row. */
    public static String factsKey(String entity, String retrieverId) {
        return entity + SEPARATOR + retrieverId;
    }

    /** The entity that a row's key belongs to. */
    public static String entityOf(String factsKey) {
        return factsKey.substring(0, factsKey.indexOf(SEPARATOR));
    }

    /** The retriever that a row's key belongs to. */
    public static String retrieverOf(String factsKey) {
        return factsKey.substring(factsKey.indexOf(SEPARATOR) + 1);
    }

    /** Asks for all rows of an entity, by retriever id. */
    public static RangeQuery<String, StoredFacts> factsOf(String entity) {
        return RangeQuery.withRange(entity + SEPARATOR, entity + BEHIND_SEPARATOR);
    }

    /** Asks for the rows of all entities behind one, by entity and retriever id. */
    public static RangeQuery<String, StoredFacts> factsBehind(String entity) {
        return entity.isEmpty() ? RangeQuery.withNoBounds() : RangeQuery.withLowerBound(entity + BEHIND_SEPARATOR);
    }

    /** An entity as it is kept; empty where the catalog has none. */
    public static Optional<Entity> read(String entity, @Nullable String json) {
        return json == null || json.equals(NOT_IN_CATALOG)
                ? Optional.empty()
                : Optional.of(new Entity(EntityRef.parse(entity), (ObjectNode) Json.parse(json)));
    }

    /** Remembers an entity that facts tell of; true where it was not known. */
    boolean meet(String entity) {
        if (isKnown(entity)) {
            return false;
        }
        entities.put(entity, NOT_IN_CATALOG);
        return true;
    }

    /** Keeps how the catalog describes an entity; true where it was not known. */
    boolean describe(String entity, String json) {
        boolean isNew = !isKnown(entity);
        entities.put(entity, json);
        return isNew;
    }

    /** Keeps that only facts tell of an entity. */
    void leaveCatalog(String entity) {
        entities.put(entity, NOT_IN_CATALOG);
    }

    /** Whether the catalog or facts tell of it. */
    boolean isKnown(String entity) {
        return entities.get(entity) != null;
    }

    /** The entity as the catalog has it; empty where it has none. */
    Optional<Entity> described(String entity) {
        return read(entity, entities.get(entity));
    }

    void observe(String entity, String retrieverId, StoredFacts row) {
        facts.put(factsKey(entity, retrieverId), row);
    }

    /** Keeps that there was a row, and that it expired; false where there was none. */
    boolean expire(String entity, String retrieverId) {
        StoredFacts row = facts.get(factsKey(entity, retrieverId));
        if (row == null) {
            return false;
        }
        observe(
                entity,
                retrieverId,
                StoredFacts.newBuilder(row).setFacts("{}").setExpired(true).build());
        return true;
    }

    void purge(String entity, String retrieverId) {
        facts.delete(factsKey(entity, retrieverId));
    }

    Optional<StoredFacts> facts(String entity, String retrieverId) {
        return Optional.ofNullable(facts.get(factsKey(entity, retrieverId)));
    }

    /** The rows of an entity, each read when it is asked for. */
    EntityRows rows(String entity) {
        return new EntityRows(this, entity);
    }

    /** The retrievers that there is a row of. */
    List<String> retrievers(String entity) {
        List<String> retrievers = new ArrayList<>();
        try (KeyValueIterator<String, StoredFacts> rows =
                facts.prefixScan(entity + SEPARATOR, new StringSerializer())) {
            rows.forEachRemaining(row -> retrievers.add(row.key.substring(entity.length() + 1)));
        }
        return retrievers;
    }

    void forget(String entity) {
        entities.delete(entity);
    }

    /** How many there are, about. */
    long approximateCount() {
        return entities.approximateNumEntries();
    }

    /** The next entities behind one, in order. */
    List<String> after(String entity, int limit) {
        List<String> next = new ArrayList<>(limit);
        try (KeyValueIterator<String, String> rest = entities.range(entity, null)) {
            while (rest.hasNext() && next.size() < limit) {
                KeyValue<String, String> one = rest.next();
                if (!one.key.equals(entity)) {
                    next.add(one.key);
                }
            }
        }
        return next;
    }
}
