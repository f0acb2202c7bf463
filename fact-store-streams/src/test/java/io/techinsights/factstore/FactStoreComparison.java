package io.techinsights.factstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.techinsights.factstore.FactStoreStep.Event;
import io.techinsights.factstore.history.HistoryKey;
import io.techinsights.factstore.latest.Ledger;
import io.techinsights.factstore.query.FactPage;
import io.techinsights.factstore.query.FactRange;
import io.techinsights.factstore.query.ObservedRow;
import io.techinsights.factstore.query.RowPosition;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.streams.query.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Does to a store and to the model the same, and compares all that can be seen of both. */
final class FactStoreComparison {
    /** One retriever's id begins with another's. */
    private static final List<String> RETRIEVERS = List.of("r", "r.x");

    private static final Duration CATCH_UP = Duration.ofMillis(100);
    private static final Duration BETWEEN = FactStoreStep.UNIT.dividedBy(2);
    private static final long EVER = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

    private final FactStoreDriver store;
    private final FactModel model = new FactModel();
    private final List<EntityRef> entities;

    /** The latest-facts topic, compacted. */
    private final Map<String, String> topic = new HashMap<>();

    /**
     * @param number of the try, which has entities of its own: one's reference begins with another's
     */
    FactStoreComparison(FactStoreDriver store, int number) {
        this.store = store;
        this.entities = List.of(
                EntityRef.parse("component:default/a" + number),
                EntityRef.parse("component:default/a" + number + "-b"),
                EntityRef.parse("api:default/a" + number));
    }

    void apply(Event event) {
        if (event instanceof Event.Row row) {
            observe(row);
        } else if (event instanceof Event.Time time) {
            store.advance(FactStoreStep.UNIT.multipliedBy(time.units()));
            follow(Optional.empty());
        } else if (event instanceof Event.Announced announced) {
            settle();
            String id = RETRIEVERS.get(announced.retriever());
            store.announce(FactStoreDriver.schema(id, announced.lifecycle()).with(announced.history()));
            model.announce(id, announced.lifecycle(), announced.history());
        } else if (event instanceof Event.Forgotten forgotten) {
            String id = RETRIEVERS.get(forgotten.retriever());
            store.forgetting.forget(id);
            model.forget(id, now());
        } else if (event instanceof Event.Left left) {
            leave(entities.get(left.entity()));
        } else {
            store.advance(BETWEEN);
            follow(Optional.empty());
            store.restart();
            store.advance(BETWEEN);
            follow(Optional.empty());
        }
    }

    private void observe(Event.Row row) {
        String id = RETRIEVERS.get(row.retriever());
        Map<String, JsonNode> facts = switch (row.fact()) {
            case 0 -> Map.of();
            case 1 -> Map.of("revision", NullNode.getInstance());
            default -> Map.of("revision", LongNode.valueOf(row.fact()));
        };
        var fact = new FactRow(
                id,
                row.newVersion() ? "1.1.0" : "1.0.0",
                entities.get(row.entity()),
                store.now().minus(FactStoreStep.UNIT.multipliedBy(row.unitsAgo())),
                "run " + store.now(),
                facts);
        boolean refused = model.isForgotten(id);
        store.send(fact);
        model.take(owner(fact.entity(), id), id, fact.observedAt().toEpochMilli(), said(fact), now());
        assertThat(store.deadLetters.readRecordsToList()).hasSize(refused ? 1 : 0);
        follow(Optional.empty());
    }

    private void leave(EntityRef entity) {
        store.purge(entity);
        follow(Optional.of(entity));
        RETRIEVERS.forEach(id -> model.leave(owner(entity, id)));
    }

    /**
     * Lets the sweep come to its end, since with another lifecycle rows may be seen again that expired and are still there.
     * It comes by between the times at which rows expire, so that it is known which of them it found.
     */
    private void settle() {
        for (Duration time = Duration.ZERO;
                time.compareTo(FactStoreDriver.SWEEP) < 0;
                time = time.plus(FactStoreStep.UNIT)) {
            store.advance(BETWEEN);
            store.advance(BETWEEN.minus(catchUp()));
        }
        follow(Optional.empty());
        model.settle(store.lastSweep().toEpochMilli());
        checkTopic();
        checkBooks(true);
    }

    /** A few steps in which nothing is deleted say that nothing is left to be. */
    private Duration catchUp() {
        Duration time = Duration.ZERO;
        double deleted = store.count("expired");
        for (int idle = 0; idle < 3; idle++) {
            store.advance(CATCH_UP);
            time = time.plus(CATCH_UP);
            idle = store.count("expired") > deleted ? -1 : idle;
            deleted = store.count("expired");
        }
        return time;
    }

    /** Takes over what was sent to latest-facts; whatever is gone has to be gone for the reason that is given. */
    private void follow(Optional<EntityRef> left) {
        for (var record : store.latestFacts.readRecordsToList()) {
            String owner = owner(record.key().entity(), record.key().id());
            if (record.value() != null) {
                FactRow row = FactRecords.toRow(record.key().entity(), record.value());
                topic.put(owner, row.observedAt().toEpochMilli() + " " + said(row));
                continue;
            }
            String why =
                    new String(record.headers().lastHeader("fact.tombstone").value(), StandardCharsets.UTF_8);
            assertThat(Optional.of(why))
                    .isEqualTo(left.isPresent() ? Optional.of("purged") : model.reasonGone(owner, now()));
            assertThat(topic.remove(owner)).as("what a tombstone takes away").isNotNull();
        }
    }

    void check(FactStoreStep step) {
        long to = now()
                - FactStoreStep.UNIT.multipliedBy(step.from()).toMillis()
                + FactStoreStep.UNIT.multipliedBy(step.length()).toMillis();
        long from = now() - FactStoreStep.UNIT.multipliedBy(step.from()).toMillis();
        for (EntityRef entity : entities) {
            checkRange(entity, 0, EVER, step.page());
            checkNewest(entity, store.queries.latest(entity, RETRIEVERS), EVER);
        }
        EntityRef one = entities.get(step.from() % entities.size());
        checkRange(one, from, to, 1 + step.page());
        checkNewest(one, store.queries.asOf(one, RETRIEVERS, Instant.ofEpochMilli(from)), from);
        checkTopic();
        checkBooks(false);
    }

    private void checkRange(EntityRef entity, long from, long to, int size) {
        Map<String, List<FactModel.Row>> expected = new HashMap<>();
        for (String id : RETRIEVERS) {
            List<FactModel.Row> rows = model.visible(owner(entity, id), from, to, now());
            if (!rows.isEmpty()) {
                expected.put(id, rows);
            }
        }
        Map<String, List<FactModel.Row>> found = new HashMap<>();
        Optional<RowPosition> after = Optional.empty();
        do {
            var answer = store.queries.range(entity, RETRIEVERS, new FactRange(from, to, size, after));
            FactPage page = ((Answer.Found<FactPage>) answer).value();
            assertThat(page.rows().values().stream().mapToInt(List::size).sum()).isLessThanOrEqualTo(size);
            page.rows()
                    .forEach((id, rows) -> found.computeIfAbsent(id, key -> new ArrayList<>())
                            .addAll(rows.stream().map(FactStoreComparison::row).toList()));
            after = page.next().map(next -> RowPosition.parse(next.cursor()));
        } while (after.isPresent());
        assertThat(found).isEqualTo(expected);
    }

    private void checkNewest(EntityRef entity, Answer<Map<String, ObservedRow>> answer, long at) {
        Map<String, FactModel.Row> expected = new LinkedHashMap<>();
        for (String id : RETRIEVERS) {
            Optional<FactModel.Row> row =
                    at == EVER ? model.latest(owner(entity, id), now()) : model.asOf(owner(entity, id), at, now());
            row.ifPresent(found -> expected.put(id, found));
        }
        Map<String, FactModel.Row> found = new LinkedHashMap<>();
        answer.orElse(Map.of()).forEach((id, row) -> found.put(id, row(row)));
        assertThat(found).isEqualTo(expected);
    }

    /** The compacted topic holds the newest rows; one that expired is there until the sweep comes by, and no longer. */
    private void checkTopic() {
        Map<String, String> expected = new HashMap<>();
        for (EntityRef entity : entities) {
            for (String id : RETRIEVERS) {
                String owner = owner(entity, id);
                model.latest(owner, now()).ifPresent(row -> expected.put(owner, row.to() + " " + row.said()));
            }
        }
        Map<String, String> seen = new HashMap<>(topic);
        seen.keySet().removeIf(owner -> model.reasonGone(owner, now()).isPresent());
        assertThat(seen).isEqualTo(expected);
    }

    /** The ledgers are right, and nothing is left behind in any store. */
    private void checkBooks(boolean settled) {
        Map<String, Integer> counts = new TreeMap<>();
        Map<EntityKey, Long> oldest = new HashMap<>();
        for (HistoryKey key : store.rows()) {
            counts.merge(owner(key.owner().entity(), key.owner().id()), 1, Integer::sum);
            oldest.merge(key.owner(), key.observedAt(), Math::min);
        }
        if (settled) {
            assertThat(counts).isEqualTo(model.counts());
        }
        Map<EntityKey, Ledger> ledgers = store.ledgers();
        assertThat(ledgers.keySet()).containsExactlyInAnyOrderElementsOf(oldest.keySet());
        List<String> places = new ArrayList<>();
        oldest.forEach((owner, time) -> {
            Ledger ledger = Optional.ofNullable(ledgers.get(owner)).orElseThrow();
            assertThat(ledger.count()).isEqualTo((long) counts.getOrDefault(owner(owner.entity(), owner.id()), 0));
            assertThat(ledger.oldest().first()).isEqualTo(time);
            places.add("ExpiryKey[retriever=%s, queuedAt=%d, entity=%s]"
                    .formatted(owner.id(), ledger.queuedAt(), owner.entity()));
        });
        assertThat(store.places()).containsExactlyInAnyOrderElementsOf(places);
    }

    /** Whatever is left is swept or leaves, and the store is as empty as it was. */
    void end() {
        settle();
        entities.forEach(this::leave);
        RETRIEVERS.forEach(store::withdraw);
        assertThat(topic).isEmpty();
        assertThat(store.places()).isEmpty();
        checkBooks(true);
    }

    private long now() {
        return store.now().toEpochMilli();
    }

    private static String owner(EntityRef entity, String id) {
        return entity + "|" + id;
    }

    private static FactModel.Row row(ObservedRow row) {
        return new FactModel.Row(
                row.row().observedAt().toEpochMilli(), row.lastObservedAt().toEpochMilli(), said(row.row()));
    }

    private static String said(FactRow row) {
        return row.version() + " " + row.facts();
    }
}
