package io.techinsights.factstore.query;

import io.techinsights.factstore.latest.LatestFacts;
import io.techinsights.factstore.latest.Ledger;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.streams.query.Answer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Reads the store of the newest rows, from outside its task. */
final class LatestFactsReader {
    private final FactStores stores;

    LatestFactsReader(FactStores stores) {
        this.stores = stores;
    }

    /**
     * The ledger of an entity and retriever; empty where no row is kept.
     *
     * @throws io.techinsights.streams.query.UnavailableException where nobody can be asked
     */
    Optional<Ledger> get(EntityKey key) {
        return stores.one(
                        LatestFacts.STORE,
                        key.entity().toString(),
                        KeyQuery.<EntityKey, Ledger>withKey(key),
                        ledger -> Optional.of(Optional.ofNullable(ledger)))
                .orElse(Optional.empty());
    }

    /** The entities of the rows that a condition holds for, in their order. */
    Answer<List<EntityRef>> entities(BiPredicate<EntityKey, Ledger> condition) {
        Answer<List<Set<EntityRef>>> answer = stores.every(
                LatestFacts.STORE,
                RangeQuery.<EntityKey, Ledger>withNoBounds(),
                ledgers -> entities(ledgers, condition));
        return answer.map(sets -> {
            var all = new TreeSet<EntityRef>();
            sets.forEach(all::addAll);
            return List.copyOf(all);
        });
    }

    private static Set<EntityRef> entities(
            KeyValueIterator<EntityKey, Ledger> ledgers, BiPredicate<EntityKey, Ledger> condition) {
        var entities = new TreeSet<EntityRef>();
        try (ledgers) {
            ledgers.forEachRemaining(entry -> {
                if (condition.test(entry.key, entry.value)) {
                    entities.add(entry.key.entity());
                }
            });
        }
        return entities;
    }
}
