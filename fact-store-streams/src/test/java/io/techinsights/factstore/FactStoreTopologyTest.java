package io.techinsights.factstore;

import static io.techinsights.factstore.FactStoreDriver.START;
import static io.techinsights.factstore.FactStoreDriver.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.factstore.history.OldestTimes;
import io.techinsights.factstore.query.FactRange;
import io.techinsights.factstore.query.ObservedRow;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.FactEnds;
import io.techinsights.streams.error.DeadLetters;
import io.techinsights.streams.query.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FactStoreTopologyTest {
    private static final EntityRef PETSTORE = EntityRef.parse("component:default/petstore");
    private static final EntityRef PETSTORE_UI = EntityRef.parse("component:default/petstore-ui");

    private final FactStoreDriver store = new FactStoreDriver();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldPassTheNewestRowOnWithWhereItCameFrom() {
        // When
        store.send(row("r", PETSTORE, START, 1));

        // Then
        var sent = store.latestFacts.readRecord();
        assertThat(sent.key()).isEqualTo(new EntityKey(PETSTORE, "r"));
        assertThat(sent.value().get("revision")).isEqualTo(1L);
        assertThat(sent.timestamp()).isEqualTo(START.toEpochMilli());
        assertThat(text(sent.headers(), "fact.topic")).isEqualTo("facts");
        assertThat(text(sent.headers(), "fact.partition")).isEqualTo("0");
        assertThat(text(sent.headers(), "fact.offset")).isEqualTo("0");
    }

    @Test
    void shouldTakeARowThatIsPushedAgainUnderItsKeyOnce() {
        // Given
        store.push(row("r", PETSTORE, START, 1), "build-7");

        // When
        store.push(row("r", PETSTORE, START.plusSeconds(1), 1), "build-7");
        store.push(row("r", PETSTORE_UI, START, 1), "build-7");
        store.push(row("s", PETSTORE, START, 1), "build-7");

        // Then
        assertThat(store.latestFacts.readRecordsToList())
                .extracting(record -> record.key().toString())
                .containsExactly(
                        "component:default/petstore#r",
                        "component:default/petstore-ui#r",
                        "component:default/petstore#s");
        assertThat(range("r", Instant.EPOCH, START.plusSeconds(2))).containsExactly(row("r", PETSTORE, START, 1));
        assertThat(store.count("repeated")).isOne();
        assertThat(store.deadLetters.isEmpty()).isTrue();
    }

    @Test
    void shouldRefuseAnotherRowUnderAKnownKey() {
        // Given
        store.push(row("r", PETSTORE, START, 1), "build-7");

        // When
        store.push(row("r", PETSTORE, START.plusSeconds(1), 2), "build-7");

        // Then
        assertThat(text(store.deadLetters.readRecord().headers(), DeadLetters.REASON))
                .contains("The key 'build-7' is that of another row, pushed at " + START);
        assertThat(latest("r")).containsExactly(row("r", PETSTORE, START, 1));
    }

    @Test
    void shouldForgetAKeyAfterADay() {
        // Given
        store.push(row("r", PETSTORE, START, 1), "nightly");

        // When
        store.advance(Duration.ofHours(24).plusMillis(1));
        store.push(row("r", PETSTORE, store.now(), 2), "nightly");

        // Then
        assertThat(latest("r")).containsExactly(row("r", PETSTORE, store.now(), 2));
        store.advance(Duration.ofDays(3));
        assertThat(store.keys("known-pushes", String.class)).isEmpty();
    }

    @Test
    void shouldFileALateRowWithoutMakingItTheLatest() {
        // Given
        store.send(row("r", PETSTORE, START, 1));
        store.latestFacts.readRecord();

        // When
        store.send("slow-facts", row("r", PETSTORE, START.minusSeconds(60), 0), schema("r"));

        // Then
        assertThat(store.latestFacts.isEmpty()).isTrue();
        assertThat(latest("r")).containsExactly(row("r", PETSTORE, START, 1));
        assertThat(range("r", Instant.EPOCH, START))
                .containsExactly(row("r", PETSTORE, START.minusSeconds(60), 0), row("r", PETSTORE, START, 1));
    }

    @Test
    void shouldReplaceARowOfTheSameTimeByTheOneThatCameLater() {
        // Given
        store.announce("r", new FactLifecycle.MaxItems(2));
        store.send(row("r", PETSTORE, START.minusSeconds(1), 0));

        // When
        store.send(row("r", PETSTORE, START, 1));
        store.send(row("r", PETSTORE, START, 2));

        // Then
        assertThat(range("r", Instant.EPOCH, START))
                .containsExactly(row("r", PETSTORE, START.minusSeconds(1), 0), row("r", PETSTORE, START, 2));
        assertThat(latest("r")).containsExactly(row("r", PETSTORE, START, 2));
    }

    @Test
    void shouldNotShowAnExpiredRowBeforeTheSweepHasBeenBy() {
        // Given
        store.announce("r", new FactLifecycle.TimeToLive(Duration.ofSeconds(5)));
        store.send(row("r", PETSTORE, START, 1));

        // When
        store.advance(Duration.ofMillis(5001));

        // Then
        assertThat(latest("r")).isEmpty();
        assertThat(range("r", Instant.EPOCH, START)).isEmpty();
        assertThat(store.queries.entities()).isEqualTo(new Answer.Found<>(List.of()));
        assertThat(store.count("expired")).isZero();
    }

    @Test
    void shouldDeleteAnExpiredLatestRowWithATombstoneThatSaysWhy() {
        // Given
        store.announce("r", new FactLifecycle.TimeToLive(Duration.ofSeconds(5)));
        store.send(row("r", PETSTORE, START, 1));
        store.latestFacts.readRecord();

        // When
        store.advance(FactStoreDriver.SWEEP);

        // Then
        var tombstone = store.latestFacts.readRecord();
        assertThat(tombstone.key()).isEqualTo(new EntityKey(PETSTORE, "r"));
        assertThat(tombstone.value()).isNull();
        assertThat(text(tombstone.headers(), "fact.tombstone")).isEqualTo("expired");
        assertThat(store.count("expired")).isOne();
    }

    @Test
    void shouldTakeAllFactsOfAnEntityThatLeavesTheCatalogAndNoOthers() {
        // Given
        store.send(row("a", PETSTORE, START, 1));
        store.send(row("b", PETSTORE, START, 1));
        store.send(row("a", PETSTORE_UI, START, 1));
        store.latestFacts.readRecordsToList();

        // When
        store.purge(PETSTORE);

        // Then
        var tombstones = store.latestFacts.readRecordsToList();
        assertThat(tombstones)
                .extracting(record -> record.key().toString(), record -> text(record.headers(), "fact.tombstone"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("component:default/petstore#a", "purged"),
                        org.assertj.core.groups.Tuple.tuple("component:default/petstore#b", "purged"));
        assertThat(range("a", Instant.EPOCH, START)).isEmpty();
        assertThat(store.queries.entities()).isEqualTo(new Answer.Found<>(List.of(PETSTORE_UI)));
    }

    @Test
    void shouldLetTheOldestRowsGoHoweverManyAreKept() {
        for (int kept : List.of(1, OldestTimes.MOST - 1, OldestTimes.MOST, OldestTimes.MOST + 3)) {
            // Given
            String retriever = "r" + kept;
            store.announce(retriever, new FactLifecycle.MaxItems(kept));

            // When
            for (int i = 0; i < 3 * OldestTimes.MOST; i++) {
                store.send(row(retriever, PETSTORE, START.plusMillis(i), i));
            }

            // Then
            assertThat(range(retriever, START, START.plusSeconds(1)))
                    .extracting(row -> row.observedAt().toEpochMilli() - START.toEpochMilli())
                    .containsExactlyElementsOf(LongStream.range(3 * OldestTimes.MOST - kept, 3 * OldestTimes.MOST)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void shouldSayWithEachFactWhichDeparturesItKnewOf() {
        // Given
        store.send(row("a", PETSTORE, START, 1));
        store.purge(PETSTORE_UI);

        // When
        store.send(row("a", PETSTORE, START, 2));
        store.purge(PETSTORE);

        // Then
        var sent = store.latestFacts.readRecordsToList();
        assertThat(sent.get(0).headers().lastHeader("catalog.departure")).isNull();
        assertThat(text(sent.get(1).headers(), "catalog.departure")).isEqualTo("0");
        assertThat(text(sent.get(2).headers(), "catalog.departure")).isEqualTo("1");
    }

    @Test
    void shouldLetFactsGoThatWereOnTheirWayWhenTheirEntityLeft() {
        // Given
        store.send(row("a", PETSTORE, START, 1));
        store.latestFacts.readRecordsToList();
        store.purge(PETSTORE, new FactEnds(Map.of("facts", 2L)));
        store.latestFacts.readRecordsToList();

        // When
        store.send(row("a", PETSTORE, START.plusMillis(1), 2));
        boolean before = store.latestFacts.isEmpty();
        store.send(row("a", PETSTORE, START.plusMillis(2), 3));

        // Then
        assertThat(before).isTrue();
        assertThat(latest("a")).containsExactly(row("a", PETSTORE, START.plusMillis(2), 3));
        assertThat(store.keys("departing", String.class)).hasSize(1);
        store.advance(FactStoreDriver.SWEEP);
        assertThat(store.keys("departing", String.class)).isEmpty();
    }

    @Test
    void shouldKeepWhatWasWrittenSinceItsEntityLeftAndWasReadFirst() {
        // Given
        store.send(row("a", PETSTORE, START, 1));
        store.send(row("b", PETSTORE, START, 2));
        store.advance(Duration.ofMillis(5));
        store.send(row("a", PETSTORE, START.plusMillis(5), 3));
        store.latestFacts.readRecordsToList();

        // When
        store.purge(PETSTORE, new FactEnds(Map.of("facts", 2L)));

        // Then
        assertThat(store.latestFacts.readRecordsToList())
                .extracting(
                        record -> record.key().id(),
                        record -> record.value() == null,
                        record -> text(record.headers(), "catalog.departure"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", true, "0"),
                        org.assertj.core.groups.Tuple.tuple("a", false, "0"),
                        org.assertj.core.groups.Tuple.tuple("b", true, "0"));
        assertThat(latest("a")).containsExactly(row("a", PETSTORE, START.plusMillis(5), 3));
        assertThat(latest("b")).isEmpty();
        assertThat(range("a", Instant.EPOCH, START)).isEmpty();
        assertThat(store.ledgers()).hasSize(1);
        assertThat(store.places()).hasSize(1);
    }

    @Test
    void shouldLetGoOfWhatCameByATopicOfWhichNothingWasSaid() {
        // Given
        store.send(row("a", PETSTORE, START, 1));

        // When
        store.purge(PETSTORE, new FactEnds(Map.of("slow-facts", 0L)));

        // Then
        assertThat(latest("a")).isEmpty();
        assertThat(store.ledgers()).isEmpty();
    }

    @Test
    void shouldRememberThemOverARestart() {
        // Given
        store.purge(PETSTORE, new FactEnds(Map.of("facts", 10L)));

        // When
        store.restart();
        store.advance(FactStoreDriver.SWEEP);
        store.send(row("a", PETSTORE, START, 1));

        // Then
        assertThat(store.latestFacts.isEmpty()).isTrue();
        assertThat(store.count("late")).isOne();
    }

    @Test
    void shouldLeaveTheValueOutOfADeadLetterThatNothingWouldTake() {
        // When
        store.send("facts", "no reference", new byte[DeadLetters.MAX_BYTES]);

        // Then
        var letter = store.deadLetters.readRecord();
        assertThat(letter.value()).isNull();
        assertThat(text(letter.headers(), DeadLetters.LEFT_OUT)).isEqualTo("a value of 33554432 bytes");
    }

    @Test
    void shouldCountARowThatIsTooOldToBeKept() {
        // Given
        store.announce("r", new FactLifecycle.TimeToLive(Duration.ofSeconds(5)));

        // When
        store.send(row("r", PETSTORE, START.minusMillis(5001), 1));
        store.send(row("r", PETSTORE, START.minusMillis(5000), 2));

        // Then
        assertThat(store.count("late")).isOne();
        assertThat(store.count("admitted")).isOne();
        assertThat(latest("r")).containsExactly(row("r", PETSTORE, START.minusMillis(5000), 2));
    }

    private static io.techinsights.schemas.fact.FactSchema schema(String retriever) {
        return FactStoreDriver.schema(retriever, new FactLifecycle.Keep());
    }

    private List<FactRow> latest(String retriever) {
        return store.queries.latest(PETSTORE, List.of(retriever)).orElse(Map.of()).values().stream()
                .map(ObservedRow::row)
                .toList();
    }

    private List<FactRow> range(String retriever, Instant from, Instant to) {
        var range = FactRange.of(from.toEpochMilli(), to.toEpochMilli());
        var answer = store.queries.range(PETSTORE, List.of(retriever), range);
        return ((Answer.Found<io.techinsights.factstore.query.FactPage>) answer)
                .value().rows().getOrDefault(retriever, List.of()).stream()
                        .map(ObservedRow::row)
                        .toList();
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
