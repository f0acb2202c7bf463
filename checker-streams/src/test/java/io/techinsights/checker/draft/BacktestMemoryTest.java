package io.techinsights.checker.draft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.CheckSet;
import io.techinsights.checker.evaluate.CheckerTypes;
import io.techinsights.checker.evaluate.Judge;
import io.techinsights.checker.registry.CheckReader;
import io.techinsights.schemas.entity.EntityFilter;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.json.Json;
import io.techinsights.streams.http.LineSink;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A million rows, and what is remembered of them. */
class BacktestMemoryTest {
    private static final int ENTITIES = 1000;
    private static final int ROWS = 1_000_000;
    private static final int EARLY = 100_000;
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final JsonNode CHECK = Json.parse("""
            {"type": "json-rules-engine", "name": "D", "description": "D", "factIds": ["r"], "staleAfter": {"hours": 2},
             "rule": {"conditions": {"all": [{"fact": "n", "operator": "greaterThan", "value": 1}]}}}
            """);

    /** Rows that are made when they are read; the values are large, and the one that is read changes now and then. */
    private static final class Generated implements FactLog {
        private long early;
        private long late;

        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public long size() {
            return ROWS;
        }

        @Override
        public boolean read(int partition, Visitor visitor) {
            for (int i = 0; i < ROWS; i++) {
                visitor.row(row(i));
                early = i == EARLY ? retained() : early;
                if (i % 1000 == 0 && !visitor.passed(1000)) {
                    return false;
                }
            }
            late = retained();
            return true;
        }

        /** Each entity once in 15 minutes. */
        private static FactRow row(int number) {
            int round = number / ENTITIES;
            int entity = number % ENTITIES;
            return new FactRow(
                    "r",
                    "1.0.0",
                    new EntityRef("component", "default", "c" + entity),
                    START.plus(Duration.ofMinutes(15L * round)),
                    null,
                    Map.of(
                            "n", IntNode.valueOf((round + entity) % 50 / 10),
                            "filling", TextNode.valueOf("x".repeat(500) + number)));
        }

        private static long retained() {
            System.gc();
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }

        @Override
        public Optional<Map<EntityRef, Boolean>> selected(int partition, EntityFilter filter, BooleanSupplier goOn) {
            return Optional.of(Map.of());
        }

        @Override
        public void close() {}
    }

    @Test
    void shouldRememberNoMoreOfAMillionRowsThanOfAHundredThousand() {
        // Given
        var types = CheckerTypes.onClassPath();
        Check check = new CheckReader(types).read("draft", CHECK).checks().get(0);
        var judge = new Judge(retriever -> Optional.empty());
        var log = new Generated();
        List<JsonNode> lines = new ArrayList<>();
        var sink = new LineSink() {
            @Override
            public void write(JsonNode line) {
                lines.add(line);
            }

            @Override
            public boolean isOpen() {
                return true;
            }
        };
        InstantSource clock = InstantSource.system();
        var days = new Days(START, START.plus(Duration.ofDays(11)));
        long begin = System.nanoTime();

        // When
        try (CheckSet set = CheckSet.of(List.of(check), types)) {
            var trial = new Trial(
                    check, set, judge, new ShelfLife(check, judge.freshness(), retriever -> Optional.empty()));
            new Backtest(check, trial, days, clock)
                    .run(log, new Patience(clock, Duration.ofMinutes(5), sink::isOpen), sink);
        }

        // Then
        JsonNode result = lines.get(lines.size() - 1).path("result");
        System.out.printf(
                "back-test of %d generated rows: %d ms; retained after %d rows %.1f MB, after %d rows %.1f MB%n",
                ROWS, (System.nanoTime() - begin) / 1_000_000, EARLY, log.early / 1e6, ROWS, log.late / 1e6);
        assertThat(result.path("rows").asInt()).isEqualTo(ROWS);
        assertThat(result.path("complete").asBoolean()).isTrue();
        assertThat(result.path("entities").asInt()).isEqualTo(ENTITIES);
        assertThat(result.path("flippingEntities").asInt()).isEqualTo(ENTITIES);
        assertThat(log.late - log.early).isLessThan(20_000_000);
    }
}
