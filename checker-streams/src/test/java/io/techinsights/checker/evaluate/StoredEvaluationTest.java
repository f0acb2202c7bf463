package io.techinsights.checker.evaluate;

import static io.techinsights.checker.StoredBytes.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.checker.StoredBytes;
import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.checker.result.CheckResults;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the stores of the checker since the first release; of the Avro records in it, the keys. */
class StoredEvaluationTest {
    private static final String PETSTORE = "component:default/petstore";
    private static final long TIME = 1_793_528_400_125L;
    private static final String TIME_BYTES = hex("000001a1969f88fd");

    private final CheckSet none = CheckSet.of(List.of(), CheckerTypes.onClassPath());
    private final Evaluation evaluation =
            new Evaluation(new InMemorySchemaRegistry(), () -> none, new Judge(id -> Optional.empty()), new Sweeps());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private StoredBytes bytes;

    @BeforeEach
    void open() {
        bytes = new StoredBytes(folder, evaluation.stores());
    }

    @AfterEach
    void close() {
        bytes.close();
        none.close();
    }

    private static StoredFacts row() {
        return StoredFacts.newBuilder()
                .setVersion("1.0.0")
                .setObservedAt(Instant.ofEpochMilli(TIME))
                .setTopic("facts")
                .setPartition(3)
                .setOffset(42)
                .setFacts("{\"lines\":81}")
                .setExpired(false)
                .build();
    }

    private static CheckResult result() {
        return CheckResult.newBuilder()
                .setEntity(PETSTORE)
                .setCheckId("titleCheck")
                .setCheckHash("abc")
                .setStatus(CheckStatus.PASSED)
                .setFacts("{}")
                .setSources(List.of())
                .setEvaluatedAt(Instant.ofEpochMilli(TIME))
                .setChangedAt(Instant.ofEpochMilli(TIME))
                .build();
    }

    @Test
    void shouldReadTheEntitiesThatWereStored() {
        // Given
        String json = "{\"kind\":\"Component\"}";
        bytes.put("known-entities", hex(PETSTORE), hex(json));
        bytes.put("known-entities", hex("component:default/other"), "");

        // When
        var entities = new KnownEntities(bytes.context());

        // Then
        assertThat(entities.described(PETSTORE).orElseThrow().json()).hasToString(json);
        assertThat(entities.isKnown("component:default/other")).isTrue();
        assertThat(entities.described("component:default/other")).isEmpty();
    }

    @Test
    void shouldStoreEntitiesSo() {
        // Given
        var entities = new KnownEntities(bytes.context());

        // When
        entities.describe(PETSTORE, "{\"kind\":\"Component\"}");
        entities.meet("component:default/other");

        // Then
        assertThat(bytes.all("known-entities"))
                .isEqualTo(Map.of(hex(PETSTORE), hex("{\"kind\":\"Component\"}"), hex("component:default/other"), ""));
    }

    @Test
    void shouldStoreRowsUnderEntityAndRetriever() {
        // Given
        var entities = new KnownEntities(bytes.context());

        // When
        entities.observe(PETSTORE, "coverage", row());

        // Then
        assertThat(bytes.all("entity-facts")).containsOnlyKeys(hex(PETSTORE) + "00" + hex("coverage"));
        assertThat(entities.retrievers(PETSTORE)).containsExactly("coverage");
    }

    @Test
    void shouldReadTheDeadlinesThatWereStored() {
        // Given
        bytes.put("stale-deadlines", TIME_BYTES + "00" + hex(PETSTORE) + "00" + hex("coverage"), "");

        // When
        List<Deadlines.Due> due = new Deadlines(bytes.context()).until(TIME, 10);

        // Then
        assertThat(due).containsExactly(new Deadlines.Due(TIME, PETSTORE, "coverage"));
    }

    @Test
    void shouldStoreDeadlinesSo() {
        // When
        new Deadlines(bytes.context()).add(new Deadlines.Due(TIME, PETSTORE, "coverage"));

        // Then
        assertThat(bytes.all("stale-deadlines"))
                .isEqualTo(Map.of(TIME_BYTES + "00" + hex(PETSTORE) + "00" + hex("coverage"), ""));
    }

    @Test
    void shouldReadTheDeparturesThatWereStored() {
        // Given
        bytes.put("departures", hex("000000000000002a"), hex(PETSTORE));

        // When
        var departures = new Departures(bytes.context());

        // Then
        assertThat(departures.isPast(PETSTORE, 41)).isTrue();
        assertThat(departures.isPast(PETSTORE, 42)).isFalse();
    }

    @Test
    void shouldStoreDeparturesSo() {
        // When
        new Departures(bytes.context()).add(PETSTORE, 42);

        // Then
        assertThat(bytes.all("departures")).isEqualTo(Map.of(hex("000000000000002a"), hex(PETSTORE)));
    }

    @Test
    void shouldReadHowFarASweepWas() {
        // Given
        bytes.put("sweep-log", hex("check/titleCheck"), hex("abc"));
        bytes.put("sweep-log", hex("target"), hex("t1"));
        bytes.put("sweep-log", hex("cursor"), hex(PETSTORE));
        bytes.put("sweep-log", hex("done"), hex("7"));

        // When
        var log = new SweepLog(bytes.context());

        // Then
        assertThat(log.checks()).isEqualTo(Map.of("titleCheck", "abc"));
        assertThat(log.reached("t1")).isEqualTo(new SweepLog.Reached(PETSTORE, 7));
    }

    @Test
    void shouldStoreHowFarASweepIsSo() {
        // Given
        var log = new SweepLog(bytes.context());

        // When
        log.put("titleCheck", "abc");
        log.put("t1", new SweepLog.Reached(PETSTORE, 7));

        // Then
        assertThat(bytes.all("sweep-log"))
                .isEqualTo(Map.of(
                        hex("check/titleCheck"),
                        hex("abc"),
                        hex("target"),
                        hex("t1"),
                        hex("cursor"),
                        hex(PETSTORE),
                        hex("done"),
                        hex("7")));
    }

    @Test
    void shouldStoreResultsUnderEntityAndCheck() {
        // Given
        var results = new CheckResults(bytes.context());

        // When
        results.put(result());

        // Then
        assertThat(bytes.all("check-results")).containsOnlyKeys(hex(PETSTORE) + "00" + hex("titleCheck"));
        assertThat(results.checkIds(PETSTORE)).containsExactly("titleCheck");
    }
}
