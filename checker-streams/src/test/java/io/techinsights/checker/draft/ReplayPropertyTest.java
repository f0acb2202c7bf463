package io.techinsights.checker.draft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.evaluate.Judge;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The replay against a model that keeps every row, and asks for each moment what was the newest then. */
class ReplayPropertyTest {
    private static final List<String> RETRIEVERS = List.of("a", "b");
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Days DAYS = new Days(START.plus(Duration.ofHours(30)), START.plus(Duration.ofHours(30 + 60)));

    /** What the status of an entity was, from a moment on. */
    private record Since(Instant at, CheckStatus status) {}

    @Provide
    Arbitrary<List<FactRow>> rows() {
        Arbitrary<FactRow> row = Combinators.combine(
                        Arbitraries.of("component:default/x", "component:default/y"),
                        Arbitraries.of(RETRIEVERS),
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.integers().between(0, 9))
                .as((entity, retriever, hour, n) -> new FactRow(
                        retriever,
                        "1.0.0",
                        EntityRef.parse(entity),
                        START.plus(Duration.ofHours(hour)),
                        null,
                        n == 9
                                ? Map.of("m", IntNode.valueOf(n))
                                : Map.of("n", IntNode.valueOf(n), "m", IntNode.valueOf(hour))));
        return row.list().ofMaxSize(40).flatMap(ReplayPropertyTest::mostlyInOrder);
    }

    /** As they come from a topic: by time, but for some that are late. */
    private static Arbitrary<List<FactRow>> mostlyInOrder(List<FactRow> rows) {
        List<FactRow> sorted = new ArrayList<>(rows);
        sorted.sort(java.util.Comparator.comparing(FactRow::observedAt));
        return Arbitraries.integers().between(0, 3).map(late -> {
            List<FactRow> list = new ArrayList<>(sorted);
            for (int i = 0; i < late && !list.isEmpty(); i++) {
                list.add(list.remove(list.size() / (i + 2)));
            }
            return list;
        });
    }

    @Provide
    Arbitrary<Optional<Duration>> ages() {
        return Arbitraries.of(Optional.empty(), Optional.of(Duration.ofHours(7)), Optional.of(Duration.ofHours(26)));
    }

    @Property(tries = 500)
    void shouldCountAsAModelThatForgetsNothing(
            @ForAll("rows") List<FactRow> rows, @ForAll("ages") Optional<Duration> staleAfter) {
        // Given
        Check check = AtLeast.check(RETRIEVERS, staleAfter.orElse(null));
        var judge = new Judge(retriever -> Optional.empty());
        try (CheckSet set = CheckSet.of(List.of(check), new CheckerTypes(List.of(new AtLeast())))) {
            var trial = new Trial(
                    check, set, judge, new ShelfLife(check, judge.freshness(), retriever -> Optional.empty()));
            var replay = new Replay(trial, DAYS, null);

            // When
            rows.forEach(replay::accept);
            replay.end();

            // Then
            Map<EntityRef, List<Since>> model = new LinkedHashMap<>();
            rows.forEach(row ->
                    model.computeIfAbsent(row.entity(), entity -> history(entity, rows, staleAfter.orElse(null))));
            model.values().removeIf(List::isEmpty);
            assertThat(replay.entities().keySet()).isEqualTo(model.keySet());
            Map<CheckStatus, long[]> atEnds = replay.counts().atEnds();
            for (int day = 0; day < DAYS.count(); day++) {
                Instant end = end(day);
                assertThat(counts(atEnds, day)).as("day %s", day).isEqualTo(counts(model, end));
            }
            assertThat(flips(replay)).isEqualTo(flips(model));
            model.forEach((entity, history) -> assertThat(
                            Objects.requireNonNull(replay.entities().get(entity))
                                    .flips())
                    .isEqualTo(flips(history, DAYS.from(), DAYS.to())));
        }
    }

    private static Instant end(int day) {
        Instant end = DAYS.day(day + 1).atStartOfDay().toInstant(java.time.ZoneOffset.UTC);
        return end.isBefore(DAYS.to()) ? end : DAYS.to();
    }

    private static Map<CheckStatus, Long> counts(Map<CheckStatus, long[]> atEnds, int day) {
        Map<CheckStatus, Long> counts = new EnumMap<>(CheckStatus.class);
        atEnds.forEach((status, days) -> {
            if (days[day] != 0) {
                counts.put(status, days[day]);
            }
        });
        return counts;
    }

    private static Map<CheckStatus, Long> counts(Map<EntityRef, List<Since>> model, Instant end) {
        Map<CheckStatus, Long> counts = new EnumMap<>(CheckStatus.class);
        model.values()
                .forEach(history -> history.stream()
                        .filter(since -> since.at().isBefore(end))
                        .reduce((first, second) -> second)
                        .ifPresent(since -> counts.merge(since.status(), 1L, Long::sum)));
        return counts;
    }

    private static List<Long> flips(Replay replay) {
        List<Long> flips = new ArrayList<>();
        for (int day = 0; day < DAYS.count(); day++) {
            flips.add(replay.counts().flips(day));
        }
        return flips;
    }

    private static List<Long> flips(Map<EntityRef, List<Since>> model) {
        List<Long> flips = new ArrayList<>();
        Instant from = DAYS.from();
        for (int day = 0; day < DAYS.count(); day++) {
            Instant begin = from;
            Instant end = end(day);
            flips.add(model.values().stream()
                    .mapToLong(history -> flips(history, begin, end))
                    .sum());
            from = end;
        }
        return flips;
    }

    private static int flips(List<Since> history, Instant from, Instant to) {
        int flips = 0;
        for (int i = 1; i < history.size(); i++) {
            Instant at = history.get(i).at();
            if (history.get(i).status() != history.get(i - 1).status() && !at.isBefore(from) && at.isBefore(to)) {
                flips++;
            }
        }
        return flips;
    }

    /** Every status an entity ever had, one after each row and one for each moment that a row grew too old. */
    private static List<Since> history(EntityRef entity, List<FactRow> rows, @Nullable Duration staleAfter) {
        List<FactRow> own = rows.stream()
                .filter(row -> row.entity().equals(entity) && row.observedAt().isBefore(DAYS.to()))
                .toList();
        List<Since> history = new ArrayList<>();
        Instant now = Instant.MIN;
        for (int arrived = 1; arrived <= own.size(); arrived++) {
            FactRow row = own.get(arrived - 1);
            boolean late = own.subList(0, arrived - 1).stream()
                    .anyMatch(other -> other.retrieverId().equals(row.retrieverId())
                            && other.observedAt().isAfter(row.observedAt()));
            if (late) {
                continue;
            }
            now = row.observedAt().isAfter(now) ? row.observedAt() : now;
            grownOld(own.subList(0, arrived - 1), history, now, staleAfter);
            history.add(new Since(now, status(own.subList(0, arrived), now, staleAfter)));
        }
        grownOld(own, history, DAYS.to(), staleAfter);
        return history;
    }

    private static void grownOld(
            List<FactRow> known, List<Since> history, Instant until, @Nullable Duration staleAfter) {
        if (staleAfter == null || history.isEmpty()) {
            return;
        }
        Instant last = history.get(history.size() - 1).at();
        var moments = new TreeSet<Instant>();
        known.forEach(row -> moments.add(row.observedAt().plus(staleAfter)));
        moments.stream()
                .filter(at -> at.isAfter(last) && at.isBefore(until))
                .forEach(at -> history.add(new Since(at, status(known, at, staleAfter))));
    }

    private static CheckStatus status(List<FactRow> known, Instant at, @Nullable Duration staleAfter) {
        Map<String, FactRow> newest = new LinkedHashMap<>();
        known.forEach(row -> newest.merge(
                row.retrieverId(),
                row,
                (before, after) -> after.observedAt().isBefore(before.observedAt()) ? before : after));
        boolean stale = staleAfter != null
                && newest.values().stream()
                        .anyMatch(row -> !row.observedAt().plus(staleAfter).isAfter(at));
        if (stale) {
            return CheckStatus.STALE;
        }
        boolean missing = RETRIEVERS.stream()
                .anyMatch(retriever -> newest.get(retriever) == null
                        || !newest.get(retriever).facts().containsKey("n"));
        if (missing) {
            return CheckStatus.NOT_REPORTED;
        }
        return newest.values().stream()
                        .allMatch(row ->
                                Objects.requireNonNull(row.facts().get("n")).intValue() >= AtLeast.LEAST)
                ? CheckStatus.PASSED
                : CheckStatus.FAILED;
    }
}
