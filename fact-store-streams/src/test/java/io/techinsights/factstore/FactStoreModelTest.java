package io.techinsights.factstore;

import static io.techinsights.factstore.FactStoreDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.factstore.history.HistoryKey;
import io.techinsights.factstore.latest.Ledger;
import io.techinsights.factstore.query.FactPage;
import io.techinsights.factstore.query.FactRange;
import io.techinsights.factstore.query.ObservedRow;
import io.techinsights.factstore.query.RowPosition;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.streams.query.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever happens, in whatever order: the store says what the plain model says. */
class FactStoreModelTest {
    /** One entity's reference begins with another's, one retriever's id with another's. */
    private static final List<EntityRef> ENTITIES = Stream.of(
                    "component:default/a", "component:default/a-b", "api:default/a")
            .map(EntityRef::parse)
            .toList();

    private static final List<String> RETRIEVERS = List.of("r", "r.x");
    private static final Instant EVER = START.plus(Duration.ofDays(3));

    /** Times are multiples of five seconds, so that rows meet: at one time, and at the very edge of a time-to-live. */
    sealed interface Event {
        record Row(int entity, int retriever, int secondsAgo) implements Event {}

        record Time(int seconds) implements Event {}

        record Announced(int retriever, FactLifecycle lifecycle) implements Event {}

        record Left(int entity) implements Event {}
    }

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<Integer> entity = Arbitraries.integers().between(0, ENTITIES.size() - 1);
        Arbitrary<Integer> retriever = Arbitraries.integers().between(0, RETRIEVERS.size() - 1);
        Arbitrary<FactLifecycle> lifecycle = Arbitraries.oneOf(
                Arbitraries.just(new FactLifecycle.Keep()),
                Arbitraries.integers()
                        .between(1, 8)
                        .map(steps -> new FactLifecycle.TimeToLive(Duration.ofSeconds(5L * steps))),
                Arbitraries.integers().between(1, 4).map(FactLifecycle.MaxItems::new));
        return Arbitraries.<Event>frequencyOf(
                        net.jqwik.api.Tuple.of(
                                12,
                                Combinators.combine(
                                                entity,
                                                retriever,
                                                Arbitraries.integers()
                                                        .between(-1, 6)
                                                        .map(steps -> 5 * steps))
                                        .as(Event.Row::new)),
                        net.jqwik.api.Tuple.of(
                                3, Arbitraries.integers().between(1, 5).map(steps -> new Event.Time(5 * steps))),
                        net.jqwik.api.Tuple.of(
                                3, Combinators.combine(retriever, lifecycle).as(Event.Announced::new)),
                        net.jqwik.api.Tuple.of(1, entity.map(Event.Left::new)))
                .list()
                .ofMaxSize(50);
    }

    @Property(tries = 50)
    void shouldDoWhatThePlainModelDoes(
            @ForAll("events") List<Event> events, @ForAll @IntRange(min = 1, max = 4) int page) {
        try (var store = new FactStoreDriver()) {
            // Given
            var model = new FactModel();

            for (int i = 0; i < events.size(); i++) {
                // When
                apply(events.get(i), i, store, model);

                // Then
                assertThat(sent(store)).isEqualTo(model.sent.stream().sorted().toList());
                model.sent.clear();
                assertRows(store, model, page);
                assertBooks(store, model);
            }
        }
    }

    private static void apply(Event event, int revision, FactStoreDriver store, FactModel model) {
        if (event instanceof Event.Row row) {
            FactRow fact = FactStoreDriver.row(
                    RETRIEVERS.get(row.retriever()),
                    ENTITIES.get(row.entity()),
                    store.now().minusSeconds(row.secondsAgo()),
                    revision);
            store.send(fact);
            model.take(fact, store.now());
        } else if (event instanceof Event.Time time) {
            long before = sweeps(store);
            store.advance(Duration.ofSeconds(time.seconds()));
            if (sweeps(store) > before) {
                model.sweep(store.now());
            }
        } else if (event instanceof Event.Announced announced) {
            store.announce(RETRIEVERS.get(announced.retriever()), announced.lifecycle());
            model.announce(RETRIEVERS.get(announced.retriever()), announced.lifecycle());
        } else if (event instanceof Event.Left left) {
            store.purge(ENTITIES.get(left.entity()));
            model.purge(ENTITIES.get(left.entity()));
        }
    }

    private static long sweeps(FactStoreDriver store) {
        return Duration.between(START, store.now()).dividedBy(FactStoreDriver.SWEEP);
    }

    /** In the order of keys within one event: which retriever is swept first is nobody's promise. */
    private static List<String> sent(FactStoreDriver store) {
        List<String> sent = new ArrayList<>();
        for (var record : store.latestFacts.readRecordsToList()) {
            String what = record.value() == null
                    ? new String(record.headers().lastHeader("fact.tombstone").value(), StandardCharsets.UTF_8)
                    : String.valueOf(record.value().get("revision"));
            sent.add(record.key() + "=" + what);
        }
        sent.sort(null);
        return sent;
    }

    private static void assertRows(FactStoreDriver store, FactModel model, int page) {
        List<EntityRef> entities = new ArrayList<>();
        for (EntityRef entity : ENTITIES) {
            Map<String, List<FactRow>> all = new HashMap<>();
            Map<String, FactRow> latest = new HashMap<>();
            Map<String, List<FactRow>> recent = new HashMap<>();
            for (String retriever : RETRIEVERS) {
                var owner = new EntityKey(entity, retriever);
                List<FactRow> rows = model.visible(owner, Instant.EPOCH, EVER, store.now());
                if (!rows.isEmpty()) {
                    all.put(retriever, rows);
                    latest.put(retriever, rows.get(rows.size() - 1));
                }
                List<FactRow> some = model.visible(owner, store.now().minusSeconds(10), store.now(), store.now());
                if (!some.isEmpty()) {
                    recent.put(retriever, some);
                }
            }
            assertThat(store.queries.latest(entity, RETRIEVERS)).isEqualTo(new Answer.Found<>(observed(latest)));
            assertThat(paged(store, entity, page)).isEqualTo(all);
            assertThat(range(store, entity, store.now().minusSeconds(10), store.now()))
                    .isEqualTo(recent);
            if (!latest.isEmpty()) {
                entities.add(entity);
            }
        }
        entities.sort(null);
        assertThat(store.queries.entities()).isEqualTo(new Answer.Found<>(entities));
    }

    private static Map<String, List<FactRow>> range(FactStoreDriver store, EntityRef entity, Instant from, Instant to) {
        Map<String, List<FactRow>> found = new HashMap<>();
        page(store, entity, FactRange.of(from.toEpochMilli(), to.toEpochMilli()))
                .rows()
                .forEach((id, rows) -> found.put(id, plain(rows)));
        return found;
    }

    private static Map<String, List<FactRow>> paged(FactStoreDriver store, EntityRef entity, int size) {
        Map<String, List<FactRow>> all = new HashMap<>();
        Optional<RowPosition> after = Optional.empty();
        do {
            FactPage page = page(store, entity, new FactRange(0, EVER.toEpochMilli(), size, after));
            page.rows()
                    .forEach((id, rows) ->
                            all.computeIfAbsent(id, key -> new ArrayList<>()).addAll(plain(rows)));
            after = page.next().map(next -> RowPosition.parse(next.cursor()));
        } while (after.isPresent());
        return all;
    }

    private static Map<String, ObservedRow> observed(Map<String, FactRow> rows) {
        Map<String, ObservedRow> observed = new HashMap<>();
        rows.forEach((id, row) -> observed.put(id, new ObservedRow(row, row.observedAt())));
        return observed;
    }

    private static List<FactRow> plain(List<ObservedRow> rows) {
        return rows.stream().map(ObservedRow::row).toList();
    }

    private static FactPage page(FactStoreDriver store, EntityRef entity, FactRange range) {
        return ((Answer.Found<FactPage>) store.queries.range(entity, RETRIEVERS, range)).value();
    }

    /** Nothing is left behind in any store, and the ledgers are right. */
    private static void assertBooks(FactStoreDriver store, FactModel model) {
        Map<EntityKey, Integer> counts = new HashMap<>();
        Map<EntityKey, Long> oldest = new HashMap<>();
        for (HistoryKey key : store.keys("history", HistoryKey.class)) {
            counts.merge(key.owner(), 1, Integer::sum);
            oldest.merge(key.owner(), key.observedAt(), Math::min);
        }
        assertThat(counts).isEqualTo(model.counts());
        assertThat(store.keys("latest", EntityKey.class)).containsExactlyInAnyOrderElementsOf(counts.keySet());
        List<String> places = new ArrayList<>();
        counts.forEach((owner, count) -> {
            Ledger ledger = store.value("latest", owner, Ledger.class).orElseThrow();
            assertThat(ledger.count()).isEqualTo((long) count);
            assertThat(ledger.oldest()).isEqualTo(oldest.get(owner));
            assertThat(ledger.queuedAt()).isLessThanOrEqualTo(ledger.oldest());
            places.add("ExpiryKey[retriever=%s, queuedAt=%d, entity=%s]"
                    .formatted(owner.id(), ledger.queuedAt(), owner.entity()));
        });
        assertThat(store.places()).containsExactlyInAnyOrderElementsOf(places);
    }
}
