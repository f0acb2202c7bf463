package io.techinsights.checker.draft;

import static io.techinsights.checker.draft.FakeLog.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.evaluate.Judge;
import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.http.ClientGoneException;
import io.techinsights.streams.http.LineSink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final Days DAYS =
            new Days(Instant.parse("2026-11-02T00:00:00Z"), Instant.parse("2026-11-05T12:00:00Z"));
    private static final String X = "component:default/x";
    private static final String Y = "component:default/y";

    private final Lines lines = new Lines();
    private Instant now = Instant.parse("2026-11-10T00:00:00Z");
    private Duration ttl = Duration.ofDays(1000);

    /** What was written, by a client that may hang up. */
    private static final class Lines implements LineSink {
        private final List<JsonNode> written = new ArrayList<>();
        private int patience = Integer.MAX_VALUE;

        @Override
        public void write(JsonNode line) {
            written.add(line);
        }

        @Override
        public boolean isOpen() {
            return patience-- > 0;
        }

        private JsonNode result() {
            return written.get(written.size() - 1).path("result");
        }
    }

    private static Check check(@Nullable Duration staleAfter, boolean filtered) {
        Check check = AtLeast.check(List.of("r"), staleAfter);
        return filtered
                ? new Check(
                        check.id(),
                        check.type(),
                        check.name(),
                        check.description(),
                        check.factIds(),
                        EntityFilter.of(Json.parse("{\"kind\":\"component\"}")),
                        staleAfter,
                        null,
                        check.json())
                : check;
    }

    private Optional<FactSchema> schema(String retriever) {
        return Optional.of(new FactSchema(
                retriever,
                "1.0.0",
                null,
                null,
                null,
                new FactLifecycle.TimeToLive(ttl),
                null,
                "facts",
                FactSchema.ORIGIN_PUSH,
                Map.of(
                        "n",
                        new io.techinsights.schemas.fact.FactDefinition(
                                io.techinsights.schemas.fact.FactType.of("integer"), "n", null, null))));
    }

    private JsonNode run(Check check, FactLog log, Duration limit) {
        var judge = new Judge(this::schema);
        InstantSource clock = () -> now;
        try (CheckSet set = CheckSet.of(List.of(check), new CheckerTypes(List.of(new AtLeast())))) {
            var trial = new Trial(check, set, judge, new ShelfLife(check, judge.freshness(), this::schema));
            new Backtest(check, trial, DAYS, clock).run(log, new Patience(clock, limit, lines::isOpen), lines);
        }
        return lines.result();
    }

    /** A day's counts that are not 0, and its flips. */
    private static List<String> days(JsonNode result) {
        List<String> days = new ArrayList<>();
        result.path("days").forEach(day -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            day.path("counts").properties().forEach(count -> {
                if (count.getValue().asLong() != 0) {
                    counts.put(count.getKey(), count.getValue().asLong());
                }
            });
            days.add(day.path("day").asText() + " " + counts + " " + day.path("flips"));
        });
        return days;
    }

    @Test
    void shouldBeginWithWhatWasBefore() {
        // Given
        var log = new FakeLog(List.of(
                List.of(
                        row(X, "r", "2026-10-01T00:00:00Z", 1),
                        row(X, "r", "2026-11-01T00:00:00Z", 9),
                        row(X, "r", "2026-11-03T10:00:00Z", 1),
                        row(X, "r", "2026-11-03T09:00:00Z", 9)),
                List.of(row(Y, "r", "2026-11-05T11:00:00Z", 9), row(Y, "r", "2026-11-05T12:00:00Z", 1))));

        // When
        JsonNode result = run(check(null, false), log, Duration.ofMinutes(1));

        // Then
        assertThat(days(result))
                .containsExactly(
                        "2026-11-02 {PASSED=1} 0",
                        "2026-11-03 {FAILED=1} 1",
                        "2026-11-04 {FAILED=1} 0",
                        "2026-11-05 {PASSED=1, FAILED=1} 0");
        assertThat(result.path("entities").asInt()).isEqualTo(2);
        assertThat(result.path("rows").asInt()).isEqualTo(6);
        assertThat(result.path("flipping"))
                .containsExactly(Json.parse("{\"entity\":\"" + X + "\",\"flips\":1,\"last\":\"FAILED\"}"));
    }

    @Test
    void shouldLetFactsGrowStaleWhenTheyDid() {
        // Given
        var log = new FakeLog(List.of(List.of(
                row(X, "r", "2026-11-02T01:00:00Z", 9),
                row(X, "r", "2026-11-02T06:00:00Z", 9),
                row(X, "r", "2026-11-04T06:00:00Z", 9))));

        // When
        JsonNode result = run(check(Duration.ofHours(20), false), log, Duration.ofMinutes(1));

        // Then
        assertThat(days(result))
                .containsExactly(
                        "2026-11-02 {PASSED=1} 0",
                        "2026-11-03 {STALE=1} 1",
                        "2026-11-04 {PASSED=1} 1",
                        "2026-11-05 {STALE=1} 1");
    }

    @Test
    void shouldLetFactsExpireAsTheFactStoreDoes() {
        // Given
        ttl = Duration.ofHours(29);
        var log = new FakeLog(
                List.of(List.of(row(X, "r", "2026-11-02T01:00:00Z", 9), row(X, "r", "2026-11-04T06:00:00Z", 1))));

        // When
        JsonNode result = run(check(null, false), log, Duration.ofMinutes(1));

        // Then
        assertThat(days(result))
                .containsExactly(
                        "2026-11-02 {PASSED=1} 0",
                        "2026-11-03 {STALE=1} 1",
                        "2026-11-04 {FAILED=1} 1",
                        "2026-11-05 {STALE=1} 1");
    }

    @Test
    void shouldApplyTheFilterToWhatTheCatalogSaysToday() {
        // Given
        List<FactRow> rows = List.of(
                row(X, "r", "2026-11-02T01:00:00Z", 9),
                row(Y, "r", "2026-11-02T01:00:00Z", 9),
                row("component:default/gone", "r", "2026-11-03T01:00:00Z", 9),
                row(Y, "r", "2026-11-03T01:00:00Z", 1));
        var log = new FakeLog(List.of(rows), Map.of(EntityRef.parse(X), true, EntityRef.parse(Y), false));

        // When
        JsonNode result = run(check(null, true), log, Duration.ofMinutes(1));

        // Then
        assertThat(days(result).get(3)).isEqualTo("2026-11-05 {PASSED=1, NOT_REPORTED=1, NOT_APPLICABLE=1} 0");
    }

    @Test
    void shouldCountOnlyThePartitionsThatItFinished() {
        // Given
        var log = new FakeLog(List.of(
                List.of(row(X, "r", "2026-11-02T01:00:00Z", 9)), List.of(row(Y, "r", "2026-11-02T01:00:00Z", 9))));
        var slow = new FactLogThatTakes(log, Duration.ofSeconds(40));

        // When
        JsonNode result = run(check(null, false), slow, Duration.ofMinutes(1));

        // Then
        assertThat(result.path("complete").asBoolean()).isFalse();
        assertThat(result.path("partitions")).hasToString("{\"replayed\":1,\"of\":2}");
        assertThat(result.path("entities").asInt()).isEqualTo(1);
        assertThat(days(result)).first().isEqualTo("2026-11-02 {PASSED=1} 0");
    }

    @Test
    void shouldSayHowFarItIsFourTimesASecondAtTheMost() {
        // Given
        List<FactRow> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(row(X, "r", "2026-11-02T01:00:00Z", i % 10));
        }

        // When
        run(
                check(null, false),
                new FactLogThatTakes(new FakeLog(List.of(rows)), Duration.ofMillis(50)),
                Duration.ofMinutes(1));

        // Then
        assertThat(lines.written).hasSizeBetween(20, 23);
        assertThat(lines.written.get(1)).hasToString("{\"progress\":{\"rows\":5,\"of\":100,\"partition\":0}}");
    }

    @Test
    void shouldStopWhenNobodyWaits() {
        // Given
        lines.patience = 1;
        var log = new FakeLog(List.of(
                List.of(row(X, "r", "2026-11-02T01:00:00Z", 9), row(X, "r", "2026-11-02T02:00:00Z", 9)), List.of()));

        // When
        var running = assertThatThrownBy(() -> run(check(null, false), log, Duration.ofMinutes(1)));

        // Then
        running.isInstanceOf(ClientGoneException.class);
        assertThat(lines.written).noneMatch(line -> line.has("result"));
    }

    /** Time passes with every row. */
    private final class FactLogThatTakes implements FactLog {
        private final FactLog log;
        private final Duration each;

        private FactLogThatTakes(FactLog log, Duration each) {
            this.log = log;
            this.each = each;
        }

        @Override
        public int partitions() {
            return log.partitions();
        }

        @Override
        public long size() {
            return log.size();
        }

        @Override
        public boolean read(int partition, Visitor visitor) {
            return log.read(partition, new Visitor() {
                @Override
                public void row(FactRow row) {
                    visitor.row(row);
                }

                @Override
                public void refused() {
                    visitor.refused();
                }

                @Override
                public boolean passed(long records) {
                    now = now.plus(each);
                    return visitor.passed(records);
                }
            });
        }

        @Override
        public Optional<Map<EntityRef, Boolean>> selected(
                int partition, EntityFilter filter, java.util.function.BooleanSupplier goOn) {
            return log.selected(partition, filter, goOn);
        }

        @Override
        public void close() {
            log.close();
        }
    }
}
