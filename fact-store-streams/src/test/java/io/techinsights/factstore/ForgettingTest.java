package io.techinsights.factstore;

import static io.techinsights.factstore.FactStoreDriver.START;
import static io.techinsights.factstore.FactStoreDriver.SWEEP;
import static io.techinsights.factstore.FactStoreDriver.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.factstore.query.Footprint;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.HistoryMode;
import io.techinsights.streams.query.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A retriever whose rows are kept for ever, until somebody has it forgotten. */
class ForgettingTest {
    private static final EntityRef A = EntityRef.parse("component:default/a");
    private static final EntityRef B = EntityRef.parse("component:default/b");

    private final FactStoreDriver store = new FactStoreDriver(2, 1);

    @BeforeEach
    void observe() {
        store.announce(FactStoreDriver.schema("r", new FactLifecycle.Keep()).with(HistoryMode.CHANGES));
        store.announce("r.x", new FactLifecycle.Keep());
        store.send(row("r", A, START.minusSeconds(20), 1));
        store.send(row("r", A, START.minusSeconds(10), 1));
        store.send(row("r", B, START.minusSeconds(30), 1));
        store.send(row("r", B, START.minusSeconds(20), 2));
        store.send(row("r.x", A, START, 1));
        store.latestFacts.readRecordsToList();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldTellWhatIsStoredOfARetriever() {
        // When
        Answer<Footprint> footprint = store.queries.footprint("r");

        // Then
        assertThat(footprint)
                .isEqualTo(new Answer.Found<>(new Footprint(
                        2,
                        3,
                        START.minusSeconds(30).toEpochMilli(),
                        START.minusSeconds(10).toEpochMilli())));
        assertThat(store.queries.footprint("nobody")).isEqualTo(new Answer.Found<>(Footprint.NONE));
        assertThat(new Footprint(1, 2, 3, 4).add(Footprint.NONE).add(new Footprint(1, 1, 2, 3)))
                .isEqualTo(new Footprint(2, 3, 2, 4));
    }

    @Test
    void shouldShowNothingOfAForgottenRetrieverAtOnceAndSweepItInSteps() {
        // When
        store.forgetting.forget("r");
        boolean seen = isVisible(A);
        int before = rows();
        store.advance(SWEEP);
        int after = rows();
        store.advance(Duration.ofMillis(100));

        // Then
        assertThat(seen).isFalse();
        assertThat(List.of(before, after, rows())).containsExactly(4, 2, 1);
        assertThat(store.queries.footprint("r")).isEqualTo(new Answer.Found<>(Footprint.NONE));
        assertThat(store.latestFacts.readRecordsToList())
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.key().id()).isEqualTo("r"))
                .allSatisfy(record -> assertThat(record.value()).isNull())
                .allSatisfy(record ->
                        assertThat(text(record.headers(), "fact.tombstone")).isEqualTo("forgotten"));
        assertThat(store.schemas.all()).hasSize(1);
    }

    @Test
    void shouldRefuseRowsOfAForgottenRetrieverAndSayWhatToDo() {
        // Given
        store.forgetting.forget("r");

        // When
        store.send(row("r", A, START, 2));

        // Then
        assertThat(store.deadLetters.readRecordsToList())
                .singleElement()
                .satisfies(letter -> assertThat(text(letter.headers(), "dead-letter.reason"))
                        .isEqualTo("Retriever r was forgotten at 2026-11-01T00:00:00Z: announce it again, by PUT"
                                + " /fact-schemas/r or by starting a process that runs it, or stop sending its facts"));
    }

    @Test
    void shouldKeepWhatIsObservedAfterARetrieverIsAnnouncedAgainAndNothingOfBefore() {
        // Given
        store.forgetting.forget("r");
        store.announce("r", new FactLifecycle.Keep());

        // When
        store.send(row("r", A, START.minusMillis(1), 2));
        store.send(row("r", A, START.plusSeconds(1), 3));
        store.advance(SWEEP);
        store.advance(SWEEP);

        // Then
        assertThat(store.count("late")).isOne();
        assertThat(isVisible(A)).isTrue();
        assertThat(isVisible(B)).isFalse();
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void shouldForgetARetrieverThatNeverAnnouncedAnything() {
        // Given
        store.send(row("silent", A, START, 1));

        // When
        store.forgetting.forget("silent");
        store.advance(SWEEP);

        // Then
        assertThat(store.queries.footprint("silent")).isEqualTo(new Answer.Found<>(Footprint.NONE));
        assertThat(store.schemas.of("silent")).isEmpty();
    }

    @Test
    void shouldStayForgottenSinceTheFirstTime() {
        // Given
        var since = store.forgetting.forget("r");
        store.advance(SWEEP);

        // When
        var again = store.forgetting.forget("r");

        // Then
        assertThat(again).isEqualTo(since).isEqualTo(START);
    }

    private boolean isVisible(EntityRef entity) {
        return !store.queries.latest(entity, List.of("r")).orElse(Map.of()).isEmpty();
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private int rows() {
        return store.rows().size();
    }
}
