package io.techinsights.factstore;

import static io.techinsights.factstore.FactStoreDriver.START;
import static io.techinsights.factstore.FactStoreDriver.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.techinsights.factstore.query.FactPage;
import io.techinsights.factstore.query.FactRange;
import io.techinsights.factstore.query.ObservedRow;
import io.techinsights.factstore.query.RowPosition;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.HistoryMode;
import io.techinsights.streams.query.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A retriever that keeps changes only. Rows are told as {@code from-to=revision}, in seconds since the start. */
class HistoryOfChangesTest {
    private static final EntityRef PETSTORE = EntityRef.parse("component:default/petstore");

    private final FactStoreDriver store = new FactStoreDriver();

    @BeforeEach
    void keepChanges() {
        announce(new FactLifecycle.Keep(), HistoryMode.CHANGES);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldExtendTheNewestRowByWhatSaysTheSame() {
        // When
        observe(0, 1);
        observe(10, 1);
        observe(20, 1);

        // Then
        assertThat(rows()).containsExactly("0-20=1");
        assertThat(store.rows()).hasSize(1);
        assertThat(store.count("unchanged")).isEqualTo(2);
        assertThat(store.latestFacts.readRecordsToList())
                .extracting(record -> record.value().get("observedAt"))
                .containsExactly(millis(0), millis(10), millis(20));
    }

    @Test
    void shouldKeepUntilWhenARowWasObservedThatIsSuperseded() {
        // When
        observe(0, 1);
        observe(10, 1);
        observe(20, 2);

        // Then
        assertThat(rows()).containsExactly("0-10=1", "20-20=2");
        assertThat(latest()).contains("20-20=2");
    }

    @Test
    void shouldTellAFactThatIsNullFromOneThatIsNotObservedAndVersionsApart() {
        // When
        store.send(row("r", PETSTORE, at(0), Map.of("revision", NullNode.getInstance())));
        store.send(row("r", PETSTORE, at(1), Map.of()));
        store.send(new FactRow("r", "1.0.1", PETSTORE, at(2), "other run", Map.of()));
        store.send(new FactRow("r", "1.0.1", PETSTORE, at(3), null, Map.of()));

        // Then
        assertThat(rows()).containsExactly("0-0=null", "1-1=", "2-3=");
    }

    @Test
    void shouldTakeNoNoticeOfALateRowThatSaysWhatWasKnownOfItsTime() {
        // Given
        observe(0, 1);
        observe(20, 1);
        observe(30, 2);
        store.latestFacts.readRecordsToList();

        // When
        observe(10, 1);

        // Then
        assertThat(rows()).containsExactly("0-20=1", "30-30=2");
        assertThat(store.latestFacts.isEmpty()).isTrue();
    }

    @Test
    void shouldSplitTheRowThatALateOneContradicts() {
        // Given
        observe(0, 1);
        observe(20, 1);
        observe(30, 3);
        observe(50, 3);
        store.latestFacts.readRecordsToList();

        // When
        observe(10, 2);
        observe(40, 4);

        // Then
        assertThat(rows()).containsExactly("0-0=1", "10-10=2", "20-20=1", "30-30=3", "40-40=4", "50-50=3");
        assertThat(latest()).contains("50-50=3");
        assertThat(store.latestFacts.isEmpty()).isTrue();
    }

    @Test
    void shouldLetTheLaterArrivalOfOneTimeWin() {
        // Given
        observe(0, 1);
        observe(20, 1);

        // When
        observe(0, 2);
        observe(20, 3);

        // Then
        assertThat(rows()).containsExactly("0-0=2", "20-20=3");
        assertThat(latest()).contains("20-20=3");
    }

    @Test
    void shouldExpireARowByItsLastObservation() {
        // Given
        announce(new FactLifecycle.TimeToLive(Duration.ofSeconds(60)), HistoryMode.CHANGES);
        observe(-50, 1);
        observe(0, 1);
        store.advance(Duration.ofSeconds(60));
        List<String> before = rows();

        // When
        store.advance(Duration.ofSeconds(10));

        // Then
        assertThat(before).containsExactly("-50-0=1");
        assertThat(rows()).isEmpty();
        assertThat(store.rows()).isEmpty();
        assertThat(store.places()).isEmpty();
    }

    @Test
    void shouldNotWakeARowThatExpired() {
        // Given
        announce(new FactLifecycle.TimeToLive(Duration.ofSeconds(5)), HistoryMode.CHANGES);
        observe(0, 1);
        store.advance(Duration.ofSeconds(9));

        // When
        observe(9, 1);

        // Then
        assertThat(rows()).containsExactly("9-9=1");
    }

    @Test
    void shouldCountRowsAndNotObservations() {
        // Given
        announce(new FactLifecycle.MaxItems(2), HistoryMode.CHANGES);

        // When
        List.of(0, 1, 2).forEach(second -> observe(second, 1));
        List.of(3, 4, 5).forEach(second -> observe(second, 2));
        List.of(6, 7, 8).forEach(second -> observe(second, 3));

        // Then
        assertThat(rows()).containsExactly("3-5=2", "6-8=3");
    }

    @Test
    void shouldChangeTheKindOfHistoryOfWhatThereIs() {
        // Given
        announce(new FactLifecycle.Keep(), HistoryMode.ALL);
        observe(0, 1);
        observe(10, 1);
        announce(new FactLifecycle.Keep(), HistoryMode.CHANGES);
        observe(20, 1);
        observe(30, 1);
        announce(new FactLifecycle.Keep(), HistoryMode.ALL);

        // When
        observe(40, 1);
        observe(25, 2);

        // Then
        assertThat(rows()).containsExactly("0-0=1", "10-10=1", "25-25=2", "30-30=1", "40-40=1");
    }

    @Test
    void shouldFindARowByAnyTimeThatItStandsFor() {
        // Given
        observe(0, 1);
        observe(20, 1);
        observe(30, 2);
        observe(50, 2);

        // When
        List<String> inside = range(5, 15, Optional.empty(), 9);
        List<String> between = range(21, 29, Optional.empty(), 9);
        List<String> all = range(20, 30, Optional.empty(), 9);

        // Then
        assertThat(inside).containsExactly("0-20=1");
        assertThat(between).isEmpty();
        assertThat(all).containsExactly("0-20=1", "30-50=2");
        assertThat(range(40, 35, Optional.empty(), 9)).isEmpty();
    }

    @Test
    void shouldPageOnBehindARowThatBeganBeforeTheRange() {
        // Given
        observe(0, 1);
        observe(20, 1);
        observe(30, 2);
        observe(40, 3);

        // When
        List<String> first = range(10, 60, Optional.empty(), 1);
        List<String> second = range(10, 60, Optional.of(new RowPosition("r", at(0).toEpochMilli())), 1);
        List<String> third = range(10, 60, Optional.of(new RowPosition("r", at(30).toEpochMilli())), 1);

        // Then
        assertThat(List.of(first, second, third))
                .containsExactly(List.of("0-20=1"), List.of("30-30=2"), List.of("40-40=3"));
    }

    @Test
    void shouldAnswerForATimeThatIsPast() {
        // Given
        observe(0, 1);
        observe(20, 1);
        observe(30, 2);
        observe(40, 3);

        // When
        List<List<String>> past = List.of(asOf(-1), asOf(0), asOf(10), asOf(25), asOf(30), asOf(99));

        // Then
        assertThat(past)
                .containsExactly(
                        List.of(),
                        List.of("0-0=1"),
                        List.of("0-10=1"),
                        List.of("0-20=1"),
                        List.of("30-30=2"),
                        List.of("40-40=3"));
    }

    @Test
    void shouldNotAnswerForATimeThatIsPastWithWhatHadExpiredByThen() {
        // Given
        announce(new FactLifecycle.TimeToLive(Duration.ofSeconds(60)), HistoryMode.CHANGES);
        observe(-60, 1);
        observe(-50, 1);
        observe(20, 2);

        // When
        List<List<String>> past = List.of(asOf(10), asOf(11), asOf(20));
        store.advance(Duration.ofSeconds(11));

        // Then
        assertThat(past).containsExactly(List.of("-60--50=1"), List.of(), List.of("20-20=2"));
        assertThat(asOf(10)).isEmpty();
    }

    private void announce(FactLifecycle lifecycle, HistoryMode mode) {
        store.announce(FactStoreDriver.schema("r", lifecycle).with(mode));
    }

    private void observe(int second, int revision) {
        store.send(row("r", PETSTORE, at(second), Map.of("revision", LongNode.valueOf(revision))));
    }

    private List<String> rows() {
        return range(-1000, 1000, Optional.empty(), 1000);
    }

    private List<String> range(int from, int to, Optional<RowPosition> after, int limit) {
        var range = new FactRange(millis(from), millis(to), limit, after);
        var answer = (Answer.Found<FactPage>) store.queries.range(PETSTORE, List.of("r"), range);
        return answer.value().rows().getOrDefault("r", List.of()).stream()
                .map(HistoryOfChangesTest::told)
                .toList();
    }

    private Optional<String> latest() {
        return told(store.queries.latest(PETSTORE, List.of("r"))).stream().findFirst();
    }

    private List<String> asOf(int second) {
        return told(store.queries.asOf(PETSTORE, List.of("r"), at(second)));
    }

    private static List<String> told(Answer<Map<String, ObservedRow>> answer) {
        return answer.orElse(Map.of()).values().stream()
                .map(HistoryOfChangesTest::told)
                .toList();
    }

    private static String told(ObservedRow row) {
        var revision = row.row().facts().get("revision");
        return second(row.row().observedAt()) + "-" + second(row.lastObservedAt()) + "="
                + (revision == null ? "" : revision);
    }

    private static long second(Instant time) {
        return Duration.between(START, time).toSeconds();
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private static long millis(int second) {
        return at(second).toEpochMilli();
    }
}
