package io.techinsights.factstore.query;

import io.techinsights.factstore.latest.LatestFacts;
import io.techinsights.factstore.latest.Ledger;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.streams.query.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

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
        return Optional.ofNullable(get(key.entity(), List.of(key)).get(key));
    }

    /**
     * The ledgers of an entity and some retrievers, asked for at once; one that has no row is absent.
     *
     * @throws io.techinsights.streams.query.UnavailableException where nobody can be asked
     */
    Map<EntityKey, Ledger> get(EntityRef entity, List<EntityKey> keys) {
        return stores.one(
                        LatestFacts.STORE,
                        entity.toString(),
                        LatestFacts.ask(keys),
                        stored -> Optional.of(ledgers(keys, stored)))
                .orElse(Map.of());
    }

    private static Map<EntityKey, Ledger> ledgers(List<EntityKey> keys, List<byte @Nullable []> stored) {
        Map<EntityKey, Ledger> ledgers = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            byte[] bytes = stored.get(i);
            if (bytes != null) {
                ledgers.put(keys.get(i), LatestFacts.read(bytes));
            }
        }
        return ledgers;
    }

    /** The entities of the rows that a condition holds for, in their order. */
    Answer<List<EntityRef>> entities(BiPredicate<EntityKey, Ledger> condition) {
        Answer<List<Set<EntityRef>>> answer =
                stores.every(LatestFacts.STORE, LatestFacts.askAll(), ledgers -> entities(ledgers, condition));
        return answer.map(sets -> {
            var all = new TreeSet<EntityRef>();
            sets.forEach(all::addAll);
            return List.copyOf(all);
        });
    }

    private static Set<EntityRef> entities(
            KeyValueIterator<Bytes, byte[]> ledgers, BiPredicate<EntityKey, Ledger> condition) {
        var entities = new TreeSet<EntityRef>();
        try (ledgers) {
            ledgers.forEachRemaining(entry -> {
                EntityKey owner = LatestFacts.ownerOf(entry.key);
                if (condition.test(owner, LatestFacts.read(entry.value))) {
                    entities.add(owner.entity());
                }
            });
        }
        return entities;
    }
}
