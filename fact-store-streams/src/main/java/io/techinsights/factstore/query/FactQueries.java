package io.techinsights.factstore.query;

import io.techinsights.factstore.latest.Ledger;
import io.techinsights.factstore.lifecycle.Cutoff;
import io.techinsights.factstore.schema.FactSchemas;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.streams.query.Answer;
import io.techinsights.streams.query.Reading;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/** Asks for facts. A row whose time-to-live is over is not there, whether or not the sweep has been by. */
public final class FactQueries {
    private final FactStores stores;
    private final LatestFactsReader latest;
    private final FactHistoryReader history;
    private final FactSchemas schemas;
    private final RowReader rows;
    private final InstantSource clock;

    public FactQueries(FactStores stores, FactSchemas schemas, RowReader rows, InstantSource clock) {
        this.stores = stores;
        this.latest = new LatestFactsReader(stores);
        this.history = new FactHistoryReader(stores);
        this.schemas = schemas;
        this.rows = rows;
        this.clock = clock;
    }

    /** The same questions, for an answer that may be as old as this says. */
    public FactQueries within(Reading reading) {
        return new FactQueries(stores.within(reading), schemas, rows, clock);
    }

    /** The newest row of each of these retrievers; one that has none is absent. */
    public Answer<Map<String, FactRow>> latest(EntityRef entity, Collection<String> retrieverIds) {
        Map<String, FactRow> found = new LinkedHashMap<>();
        for (String id : new LinkedHashSet<>(retrieverIds)) {
            var answer = latest.get(new EntityKey(entity, id));
            if (answer instanceof Answer.Unavailable<?> unavailable) {
                return new Answer.Unavailable<>(unavailable.reason());
            }
            if (answer instanceof Answer.Found<Ledger> ledger && ledger.value().newest() >= cutoff(id)) {
                found.put(id, rows.read(entity, ledger.value().row()));
            }
        }
        return new Answer.Found<>(found);
    }

    /**
     * The rows of a time range.
     *
     * @param retrieverIds in the order of the pages
     * @throws IllegalArgumentException where the page before ended at a retriever that is not asked for
     */
    public Answer<FactPage> range(EntityRef entity, List<String> retrieverIds, FactRange range) {
        List<String> ids = rest(retrieverIds.stream().distinct().toList(), range.after());
        Map<String, List<FactRow>> found = new LinkedHashMap<>();
        Optional<RowPosition> last = Optional.empty();
        int room = range.limit();
        for (String id : ids) {
            Answer<List<Bytes>> answer = rows(new EntityKey(entity, id), from(id, range), range.to(), oneMore(room));
            if (answer instanceof Answer.Unavailable<?> unavailable) {
                return new Answer.Unavailable<>(unavailable.reason());
            }
            List<Bytes> stored = answer.orElse(List.of());
            List<FactRow> page = stored.stream()
                    .limit(room)
                    .map(row -> rows.read(entity, row))
                    .toList();
            if (!page.isEmpty()) {
                found.put(id, page);
                last = Optional.of(new RowPosition(
                        id, page.get(page.size() - 1).observedAt().toEpochMilli()));
                room -= page.size();
            }
            if (stored.size() > page.size()) {
                return new Answer.Found<>(new FactPage(found, last));
            }
        }
        return new Answer.Found<>(new FactPage(found, Optional.empty()));
    }

    /**
     * The rows of a time range, the oldest first: the newest row from its ledger, those before it from history. The
     * scan begins at a row that exists and takes no more of them than there are, so as not to walk over deleted ones.
     */
    private Answer<List<Bytes>> rows(EntityKey owner, long from, long to, int limit) {
        Answer<Ledger> answer = latest.get(owner);
        if (!(answer instanceof Answer.Found<Ledger> found)) {
            return answer.map(ledger -> List.of());
        }
        Ledger ledger = found.value();
        Answer<List<Bytes>> older =
                history.range(owner, Math.max(from, ledger.oldest()), Math.min(to, ledger.newest() - 1), (int)
                        Math.min(limit, ledger.count() - 1));
        if (older instanceof Answer.Unavailable<?> || ledger.newest() < from || ledger.newest() > to) {
            return older;
        }
        List<Bytes> all = new ArrayList<>(older.orElse(List.of()));
        if (all.size() < limit) {
            all.add(ledger.row());
        }
        return new Answer.Found<>(all);
    }

    private static int oneMore(int room) {
        return room == Integer.MAX_VALUE ? room : room + 1;
    }

    private static List<String> rest(List<String> ids, Optional<RowPosition> after) {
        if (after.isEmpty()) {
            return ids;
        }
        int at = ids.indexOf(after.get().retrieverId());
        if (at < 0) {
            throw new IllegalArgumentException(
                    "cursor belongs to retriever '" + after.get().retrieverId() + "', expected one of " + ids);
        }
        return ids.subList(at, ids.size());
    }

    private long from(String id, FactRange range) {
        long from = Math.max(range.from(), cutoff(id));
        return range.after()
                .filter(after -> after.retrieverId().equals(id))
                .map(after -> Math.max(from, after.observedAt() + 1))
                .orElse(from);
    }

    /** Every entity that has facts, in the order of their references. */
    public Answer<List<EntityRef>> entities() {
        return latest.entities((key, ledger) -> ledger.newest() >= cutoff(key.id()));
    }

    private long cutoff(String retrieverId) {
        return Cutoff.of(schemas.lifecycle(retrieverId), clock.millis());
    }
}
