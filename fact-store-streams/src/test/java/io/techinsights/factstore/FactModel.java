package io.techinsights.factstore;

import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.HistoryMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the fact store has to do, in lists: slow and plain. Times are milliseconds; what a row says is a text. Rows that
 * expired stay in the lists until {@link #settle}, as they may in the store, and are never shown.
 */
final class FactModel {
    private static final long NEVER = Long.MIN_VALUE;
    private final Map<String, Retriever> retrievers = new HashMap<>();
    private final Map<String, List<Row>> rows = new TreeMap<>();

    /** A row of an owner: what was said, from one time to another. */
    record Row(long from, long to, String said) {}

    private record Retriever(FactLifecycle lifecycle, HistoryMode history, boolean forgotten, long forgottenAt) {}

    private Retriever of(String id) {
        return retrievers.getOrDefault(id, new Retriever(new FactLifecycle.Keep(), HistoryMode.ALL, false, NEVER));
    }

    void announce(String id, FactLifecycle lifecycle, HistoryMode history) {
        retrievers.put(id, new Retriever(lifecycle, history, false, of(id).forgottenAt()));
    }

    void forget(String id, long now) {
        Retriever known = of(id);
        if (!known.forgotten()) {
            retrievers.put(id, new Retriever(known.lifecycle(), known.history(), true, now));
        }
    }

    boolean isForgotten(String id) {
        return of(id).forgotten();
    }

    void take(String owner, String id, long at, String said, long now) {
        Retriever retriever = of(id);
        if (retriever.forgotten() || at < earliest(id, now)) {
            return;
        }
        List<Row> kept = rows.computeIfAbsent(owner, key -> new ArrayList<>());
        boolean changes = retriever.history() == HistoryMode.CHANGES;
        Optional<Row> around =
                kept.stream().filter(row -> row.from() <= at && at <= row.to()).findFirst();
        Optional<Row> last = newest(owner);
        if (around.isPresent()) {
            boolean known = around.get().said().equals(said);
            if (!known || (!changes && around.get().from() == around.get().to())) {
                breakUp(kept, around.get(), at, said);
            }
        } else if (changes
                && last.isPresent()
                && last.get().to() < at
                && last.get().to() >= earliest(id, now)
                && last.get().said().equals(said)) {
            kept.remove(last.get());
            kept.add(new Row(last.get().from(), at, said));
        } else {
            kept.add(new Row(at, at, said));
        }
        kept.sort(Comparator.comparing(Row::from));
        while (retriever.lifecycle() instanceof FactLifecycle.MaxItems max && kept.size() > max.count()) {
            kept.remove(0);
        }
    }

    private static void breakUp(List<Row> kept, Row row, long at, String said) {
        kept.remove(row);
        if (row.from() < at) {
            kept.add(new Row(row.from(), row.from(), row.said()));
        }
        kept.add(new Row(at, at, said));
        if (at < row.to()) {
            kept.add(new Row(row.to(), row.to(), row.said()));
        }
    }

    void leave(String owner) {
        rows.remove(owner);
    }

    /** All that expired is deleted. */
    void settle(long now) {
        rows.forEach((owner, kept) -> kept.removeIf(row -> row.to() < earliest(retriever(owner), now)));
        rows.values().removeIf(List::isEmpty);
    }

    private long earliest(String id, long now) {
        Retriever retriever = of(id);
        if (retriever.forgotten()) {
            return Long.MAX_VALUE;
        }
        return Math.max(retriever.forgottenAt(), ageLimit(id, now));
    }

    private long ageLimit(String id, long now) {
        return of(id).lifecycle() instanceof FactLifecycle.TimeToLive ttl
                ? now - ttl.age().toMillis()
                : NEVER;
    }

    private static String retriever(String owner) {
        return owner.substring(owner.lastIndexOf('|') + 1);
    }

    private Optional<Row> newest(String owner) {
        return rows.getOrDefault(owner, List.of()).stream().max(Comparator.comparing(Row::from));
    }

    List<Row> visible(String owner, long from, long to, long now) {
        return rows.getOrDefault(owner, List.of()).stream()
                .filter(row -> row.to() >= earliest(retriever(owner), now))
                .filter(row -> from <= to && row.from() <= to && row.to() >= from)
                .toList();
    }

    Optional<Row> latest(String owner, long now) {
        return newest(owner).filter(row -> row.to() >= earliest(retriever(owner), now));
    }

    Optional<Row> asOf(String owner, long at, long now) {
        return visible(owner, NEVER, Long.MAX_VALUE, now).stream()
                .filter(row -> row.from() <= at)
                .max(Comparator.comparing(Row::from))
                .map(row -> new Row(row.from(), Math.min(row.to(), at), row.said()))
                .filter(row -> row.to() >= ageLimit(retriever(owner), at));
    }

    /** What a tombstone that the sweep sends now has to give as its reason; nothing where it may not send one. */
    Optional<String> reasonGone(String owner, long now) {
        String id = retriever(owner);
        Optional<Row> last = newest(owner);
        if (last.isEmpty() || last.get().to() >= earliest(id, now)) {
            return Optional.empty();
        }
        boolean forgotten = of(id).forgotten() || last.get().to() < of(id).forgottenAt();
        return Optional.of(forgotten ? "forgotten" : "expired");
    }

    /** Rows by owner, those that are not deleted yet included. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        rows.forEach((owner, kept) -> counts.put(owner, kept.size()));
        return counts;
    }
}
