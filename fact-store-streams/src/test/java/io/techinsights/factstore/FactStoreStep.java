package io.techinsights.factstore;

import io.techinsights.factstore.history.OldestTimes;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.HistoryMode;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Something that happens to a fact store, and a look at it afterwards. Times are in steps of {@link #UNIT}, so that rows
 * meet: at one time, and at the very edge of a time-to-live.
 *
 * @param from of the range that is looked at, in units before now
 * @param length of that range
 * @param page rows on each page
 */
record FactStoreStep(Event event, int from, int length, int page) {
    static final Duration UNIT = Duration.ofSeconds(5);
    static final int ENTITIES = 3;
    static final int RETRIEVERS = 2;

    sealed interface Event {
        /**
         * A row.
         *
         * @param fact 0: not observed, 1: null, others: a value
         */
        record Row(int entity, int retriever, int unitsAgo, int fact, boolean newVersion) implements Event {}

        record Time(int units) implements Event {}

        record Announced(int retriever, FactLifecycle lifecycle, HistoryMode history) implements Event {}

        record Forgotten(int retriever) implements Event {}

        record Left(int entity) implements Event {}

        record Restart() implements Event {}
    }

    static Arbitrary<FactStoreStep> any() {
        return Combinators.combine(events(), number(0, 16), number(-1, 8), number(1, 4))
                .as(FactStoreStep::new);
    }

    private static Arbitrary<Event> events() {
        Arbitrary<Integer> entity = mostlyFirst(ENTITIES);
        Arbitrary<Integer> retriever = mostlyFirst(RETRIEVERS);
        Arbitrary<Event> row = Combinators.combine(
                        entity,
                        retriever,
                        Arbitraries.frequencyOf(Tuple.of(2, number(-1, 1)), Tuple.of(1, number(2, 10))),
                        Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(2)), Tuple.of(2, number(0, 3))),
                        Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true)))
                .as(Event.Row::new);
        Arbitrary<Event> announced = Combinators.combine(
                        retriever,
                        lifecycle(),
                        Arbitraries.frequency(Tuple.of(1, HistoryMode.ALL), Tuple.of(2, HistoryMode.CHANGES)))
                .as(Event.Announced::new);
        return Arbitraries.frequencyOf(
                Tuple.of(200, row),
                Tuple.of(60, number(1, 5).map(Event.Time::new)),
                Tuple.of(40, announced),
                Tuple.of(10, retriever.map(Event.Forgotten::new)),
                Tuple.of(12, entity.map(Event.Left::new)),
                Tuple.of(1, Arbitraries.create(Event.Restart::new)));
    }

    private static Arbitrary<FactLifecycle> lifecycle() {
        return Arbitraries.oneOf(
                Arbitraries.just(new FactLifecycle.Keep()),
                number(1, 12).map(units -> new FactLifecycle.TimeToLive(UNIT.multipliedBy(units))),
                number(1, 4).map(FactLifecycle.MaxItems::new),
                number(OldestTimes.MOST, OldestTimes.MOST + 4).map(FactLifecycle.MaxItems::new));
    }

    /** One of so many; the first has more rows than a ledger knows times of. */
    private static Arbitrary<Integer> mostlyFirst(int count) {
        return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(0)), Tuple.of(1, number(0, count - 1)));
    }

    private static Arbitrary<Integer> number(int from, int to) {
        return Arbitraries.integers().between(from, to);
    }
}
