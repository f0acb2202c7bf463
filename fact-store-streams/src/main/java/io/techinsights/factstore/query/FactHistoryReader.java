package io.techinsights.factstore.query;

import io.techinsights.factstore.history.FactHistory;
import io.techinsights.factstore.history.KeptRow;
import io.techinsights.factstore.history.RowScan;
import io.techinsights.factstore.latest.LatestFacts;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.streams.query.StoredRange;
import java.util.List;
import java.util.Optional;

/** Reads the store of all rows, from outside its task. */
final class FactHistoryReader {
    private final FactStores stores;

    FactHistoryReader(FactStores stores) {
        this.stores = stores;
    }

    /**
     * The rows of an entity and retriever, the newest of which is only in its ledger as it is now. Where nobody can be
     * asked for them a scan throws {@link io.techinsights.streams.query.UnavailableException}.
     */
    RowScan of(EntityKey owner) {
        return new RowScan() {
            @Override
            public List<KeptRow> forward(long from, long to, int limit) {
                return from > to || limit < 1 ? List.of() : ask(owner, FactHistory.ask(owner, from, to, true), limit);
            }

            @Override
            public Optional<KeptRow> back(long from, long to) {
                return ask(owner, FactHistory.ask(owner, to, from, false), 1).stream()
                        .findFirst();
            }
        };
    }

    private List<KeptRow> ask(EntityKey owner, StoredRange query, int limit) {
        return stores.one(
                        LatestFacts.STORE,
                        owner.entity().toString(),
                        query,
                        rows -> Optional.of(FactHistory.read(rows, limit)))
                .orElse(List.of());
    }
}
