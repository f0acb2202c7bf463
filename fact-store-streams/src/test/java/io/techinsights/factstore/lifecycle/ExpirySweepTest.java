package io.techinsights.factstore.lifecycle;

import static io.techinsights.factstore.FactStoreDriver.START;
import static io.techinsights.factstore.FactStoreDriver.SWEEP;
import static io.techinsights.factstore.FactStoreDriver.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.factstore.FactStoreDriver;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactLifecycle;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpirySweepTest {
    private static final int BATCH = 5;
    private static final Duration CATCH_UP = Duration.ofMillis(100);
    private final FactStoreDriver store = new FactStoreDriver(BATCH, 1);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldDeleteABoundedNumberOfRowsPerTickAndCatchUpSoon() {
        // Given
        store.announce("r", new FactLifecycle.TimeToLive(Duration.ofSeconds(5)));
        for (int i = 0; i < 12; i++) {
            store.send(row("r", entity(i), START, 1));
        }

        // When
        store.advance(SWEEP);
        int first = rows();
        store.advance(CATCH_UP);
        int second = rows();
        store.advance(CATCH_UP);

        // Then
        assertThat(first).isEqualTo(7);
        assertThat(second).isEqualTo(2);
        assertThat(rows()).isZero();
        assertThat(store.count("expired")).isEqualTo(12);
    }

    @Test
    void shouldDeleteTheManyRowsOfOneEntityOverSeveralTicks() {
        // Given
        store.announce("r", new FactLifecycle.TimeToLive(Duration.ofSeconds(5)));
        for (int i = 0; i < 12; i++) {
            store.send(row("r", entity(0), START.minusMillis(i), 1));
        }
        store.latestFacts.readRecordsToList();

        // When
        store.advance(SWEEP);
        store.advance(CATCH_UP);
        boolean silent = store.latestFacts.isEmpty();
        store.advance(CATCH_UP);

        // Then
        assertThat(silent).isTrue();
        assertThat(store.latestFacts.readRecordsToList()).hasSize(1).allMatch(record -> record.value() == null);
        assertThat(rows()).isZero();
        assertThat(store.places()).isEmpty();
    }

    @Test
    void shouldGiveEveryRetrieverItsTurn() {
        // Given
        for (String retriever : Set.of("a", "b")) {
            store.announce(retriever, new FactLifecycle.TimeToLive(Duration.ofSeconds(5)));
            for (int i = 0; i < 20; i++) {
                store.send(row(retriever, entity(i), START, 1));
            }
        }
        store.latestFacts.readRecordsToList();

        // When
        store.advance(SWEEP);
        store.advance(CATCH_UP);

        // Then
        Set<String> served = new HashSet<>();
        store.latestFacts
                .readRecordsToList()
                .forEach(record -> served.add(record.key().id()));
        assertThat(served).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void shouldFindALateRowBehindWhatWasSweptAfterTheTimeToLiveGrew() {
        // Given
        store.announce("r", new FactLifecycle.TimeToLive(Duration.ofSeconds(5)));
        store.send(row("r", entity(0), START, 1));
        store.advance(SWEEP);
        store.announce("r", new FactLifecycle.TimeToLive(Duration.ofSeconds(60)));
        store.send(row("r", entity(1), START.minusSeconds(30), 1));

        // When
        store.announce("r", new FactLifecycle.TimeToLive(Duration.ofSeconds(5)));
        store.advance(SWEEP);

        // Then
        assertThat(rows()).isZero();
    }

    private int rows() {
        return store.rows().size();
    }

    private static EntityRef entity(int i) {
        return EntityRef.parse("component:default/svc-" + i);
    }
}
