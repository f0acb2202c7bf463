package io.techinsights.checker.draft;

import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.checker.evaluate.KnownEntities;
import io.techinsights.checker.evaluate.Subject;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.streams.query.Reading;
import io.techinsights.streams.query.StoreQueries;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Some entities of this process, each asked for by itself; one that nobody knows has no facts and no description. */
final class NamedSubjects implements Subjects {
    private final StoreQueries stores;
    private final List<EntityRef> entities;
    private final Reading reading;

    NamedSubjects(StoreQueries stores, Collection<EntityRef> entities, Reading reading) {
        this.reading = reading;
        this.stores = stores;
        this.entities = List.copyOf(entities);
    }

    @Override
    public boolean visit(Needed needed, Predicate<Subject> visitor) {
        for (EntityRef entity : entities) {
            String ref = entity.toString();
            if (!visitor.test(
                    Subject.of(ref, needed.described() ? described(ref) : Optional.empty(), rows(ref, needed)))) {
                return false;
            }
        }
        return true;
    }

    /** How the catalog describes an entity that lives here. */
    Optional<Entity> described(String ref) {
        KeyQuery<String, String> query = KeyQuery.withKey(ref);
        return stores.one(KnownEntities.ENTITIES_STORE, ref, query, (String json) -> Optional.of(json), reading)
                .map(json -> KnownEntities.read(ref, json))
                .orElse(Optional.empty());
    }

    private Map<String, StoredFacts> rows(String ref, Needed needed) {
        return stores.one(
                        KnownEntities.FACTS_STORE,
                        ref,
                        KnownEntities.factsOf(ref),
                        (KeyValueIterator<String, StoredFacts> found) -> Optional.of(read(found, needed)),
                        reading)
                .orElse(Map.of());
    }

    private static Map<String, StoredFacts> read(KeyValueIterator<String, StoredFacts> found, Needed needed) {
        Map<String, StoredFacts> rows = new HashMap<>();
        try (found) {
            found.forEachRemaining(row -> {
                String retriever = KnownEntities.retrieverOf(row.key);
                if (needed.retrievers().contains(retriever)) {
                    rows.put(retriever, row.value);
                }
            });
        }
        return rows;
    }
}
