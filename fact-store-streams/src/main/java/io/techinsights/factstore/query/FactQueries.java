package io.techinsights.factstore.query;

import io.techinsights.factstore.history.KeptRow;
import io.techinsights.factstore.history.RowReader;
import io.techinsights.factstore.latest.Ledger;
import io.techinsights.factstore.schema.FactSchemas;
import io.techinsights.factstore.schema.RetentionPolicy;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.streams.query.Answer;
import io.techinsights.streams.query.Reading;
import io.techinsights.streams.query.UnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Asks for facts. A row whose time-to-live is over is not there, whether or not the sweep has been by. */
public final class FactQueries {
    private final FactStores stores;
    private final LatestFactsReader latest;
    private final FactHistoryReader history;
    private final FootprintReader footprints;
    private final FactSchemas schemas;
    private final RowReader rows;
    private final InstantSource clock;

    public FactQueries(FactStores stores, FactSchemas schemas, RowReader rows, InstantSource clock) {
        this.stores = stores;
        this.latest = new LatestFactsReader(stores);
        this.history = new FactHistoryReader(stores);
        this.footprints = new FootprintReader(stores, latest);
        this.schemas = schemas;
        this.rows = rows;
        this.clock = clock;
    }

    /** The same questions, for an answer that may be as old as this says. */
    public FactQueries within(Reading reading) {
        return new FactQueries(stores.within(reading), schemas, rows, clock);
    }

    /** The same questions, where all partitions are some of this instance. */
    FactQueries only(Collection<Integer> partitions) {
        return new FactQueries(stores.only(partitions), schemas, rows, clock);
    }

    /** The newest row of each of these retrievers; one that has none is absent. */
    public Answer<Map<String, ObservedRow>> latest(EntityRef entity, Collection<String> retrieverIds) {
        return ofEach(entity, retrieverIds, (key, ledger) -> Optional.of(ledger.newest()));
    }

    /**
     * What {@link #latest} would have answered at a time, as far as rows are still kept, and by what is known of that time
     * by now: a row that came late counts as if it had been there.
     */
    public Answer<Map<String, ObservedRow>> asOf(EntityRef entity, Collection<String> retrieverIds, Instant time) {
        long at = time.toEpochMilli();
        return ofEach(
                entity,
                retrieverIds,
                (key, ledger) -> ledger.rows()
                        .at(at, history.of(key))
                        .filter(row -> Math.min(row.lastObservedAt(), at)
                                >= schemas.policy(key.id()).timeToLiveCutoff(at)),
                at);
    }

    private Answer<Map<String, ObservedRow>> ofEach(
            EntityRef entity, Collection<String> ids, BiFunction<EntityKey, Ledger, Optional<KeptRow>> choice) {
        return ofEach(entity, ids, choice, Long.MAX_VALUE);
    }

    /** One row of each retriever, as it was known to be observed until then. */
    private Answer<Map<String, ObservedRow>> ofEach(
            EntityRef entity,
            Collection<String> ids,
            BiFunction<EntityKey, Ledger, Optional<KeptRow>> choice,
            long until) {
        List<EntityKey> keys =
                ids.stream().distinct().map(id -> new EntityKey(entity, id)).toList();
        return answer(() -> {
            Map<String, ObservedRow> found = new LinkedHashMap<>();
            latest.get(entity, keys)
                    .forEach((key, ledger) -> choice.apply(key, ledger)
                            .filter(row -> row.lastObservedAt() >= cutoff(key.id()))
                            .ifPresent(row -> found.put(
                                    key.id(), observed(entity, row.until(Math.min(row.lastObservedAt(), until))))));
            return found;
        });
    }

    /**
     * The rows of a time range: those that were observed in it, at one of its ends, or before and after.
     *
     * @param retrieverIds in the order of the pages
     * @throws IllegalArgumentException where the page before ended at a retriever that is not asked for
     */
    public Answer<FactPage> range(EntityRef entity, List<String> retrieverIds, FactRange range) {
        List<String> ids = range.rest(retrieverIds.stream().distinct().toList());
        return answer(() -> page(entity, ids, range));
    }

    private FactPage page(EntityRef entity, List<String> ids, FactRange range) {
        Map<String, List<ObservedRow>> found = new LinkedHashMap<>();
        Optional<RowPosition> last = Optional.empty();
        int room = range.limit();
        for (String id : ids) {
            List<KeptRow> kept = rows(new EntityKey(entity, id), range, room == Integer.MAX_VALUE ? room : room + 1);
            List<ObservedRow> page =
                    kept.stream().limit(room).map(row -> observed(entity, row)).toList();
            if (!page.isEmpty()) {
                found.put(id, page);
                last = Optional.of(new RowPosition(id, kept.get(page.size() - 1).observedAt()));
                room -= page.size();
            }
            if (kept.size() > page.size()) {
                return new FactPage(found, last);
            }
        }
        return new FactPage(found, Optional.empty());
    }

    private List<KeptRow> rows(EntityKey owner, FactRange range, int limit) {
        return latest.get(owner)
                .map(ledger -> new RangeScan(ledger, history.of(owner))
                        .rows(range, cutoff(owner.id()), range.after(owner.id()), limit))
                .orElse(List.of());
    }

    /** Every entity that has facts, in the order of their references. */
    public Answer<List<EntityRef>> entities() {
        return latest.entities((key, ledger) -> ledger.newest().lastObservedAt() >= cutoff(key.id()));
    }

    /** What is stored of a retriever, in the partitions of this instance. */
    public Answer<Footprint> footprint(String retrieverId) {
        return answer(() -> footprints.read(retrieverId));
    }

    private ObservedRow observed(EntityRef entity, KeptRow row) {
        return new ObservedRow(rows, entity, row);
    }

    private long cutoff(String retrieverId) {
        RetentionPolicy policy = schemas.policy(retrieverId);
        return policy.cutoff(clock.millis());
    }

    private static <T> Answer<T> answer(Supplier<T> question) {
        try {
            return new Answer.Found<>(question.get());
        } catch (UnavailableException e) {
            return new Answer.Unavailable<>(String.valueOf(e.getMessage()));
        }
    }
}
