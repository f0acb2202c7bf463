package io.techinsights.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.avro.CheckStatus;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That an entity left, and that its facts were purged, come by two topics, in any order. */
class LeavingTest {
    private static final long DEPARTURE = 1;
    private final CheckerTask task = new CheckerTask(CheckerTask.check("title", "hasTitle", ""));

    @AfterEach
    void close() {
        task.close();
    }

    /** The statuses that were published since the last look; null where a result was taken back. */
    private List<CheckStatus> published() {
        return task.results.readRecordsToList().stream()
                .map(TestRecord::value)
                .map(result -> result == null ? null : result.getStatus())
                .toList();
    }

    /** Described by the record at 0, it leaves with the one at {@link #DEPARTURE}, which the facts role has not read. */
    private void observeAndLeave() {
        task.describe("production");
        task.observe(true);
        task.leaveTheCatalog();
        published();
    }

    private void purge() {
        task.factsRoleReads(DEPARTURE);
        task.tombstone("purged");
    }

    @Test
    void shouldNotJudgeByFactsThatWereOnTheirWayWhenTheEntityLeft() {
        // Given
        observeAndLeave();
        task.transitions.readValuesToList();

        // When
        task.observe(false);
        purge();

        // Then
        assertThat(published()).isEmpty();
        assertThat(task.transitions.isEmpty()).isTrue();
    }

    @Test
    void shouldNotJudgeByThemWhereItCameBackMeanwhile() {
        // Given
        observeAndLeave();
        task.describe("production");

        // When
        task.observe(false);
        purge();
        task.observe(true);

        // Then
        assertThat(published()).containsExactly(CheckStatus.NOT_REPORTED, CheckStatus.PASSED);
    }

    @Test
    void shouldJudgeByFactsThatCameAfterItLeft() {
        // Given
        observeAndLeave();

        // When
        task.factsRoleReads(DEPARTURE);
        task.observe(false);

        // Then
        assertThat(published()).containsExactly(CheckStatus.FAILED);
    }

    @Test
    void shouldLetItGoOnceWhereItsFactsArePurgedFirst() {
        // Given
        task.describe("production");
        task.observe(true);
        task.transitions.readValuesToList();
        published();

        // When
        purge();
        List<CheckStatus> atOnce = published();
        task.leaveTheCatalog();
        task.pass(Duration.ofMinutes(1));

        // Then
        assertThat(atOnce).hasSize(1).containsOnlyNulls();
        assertThat(published()).isEmpty();
        assertThat(task.transitions.isEmpty()).isTrue();
    }

    @Test
    void shouldKeepFactsThatCameAfterItLeftWhereTheCatalogIsReadLate() {
        // Given
        task.describe("production");
        task.observe(true);
        purge();
        task.observe(false);
        published();

        // When
        task.leaveTheCatalog();

        // Then
        assertThat(published()).isEmpty();
        task.describe("production");
        task.observe(true);
        assertThat(published()).containsExactly(CheckStatus.PASSED);
    }

    @Test
    void shouldKeepOnlyFactsThatCameAfterItLeftWhereNothingWasThereToPurge() {
        // Given
        task.describe("production");
        task.factsRoleReads(DEPARTURE);
        task.observe(false);
        published();

        // When
        task.leaveTheCatalog();

        // Then
        assertThat(published()).containsExactly(CheckStatus.FAILED);
    }

    @Test
    void shouldRememberADepartureOnlyUntilBothTopicsAreReadBeyondIt() {
        // Given
        observeAndLeave();
        long remembered = task.count("departures");

        // When
        purge();
        task.observe(CheckerTask.OTHER, true, CheckerTask.START);

        // Then
        assertThat(remembered).isEqualTo(1);
        assertThat(task.count("departures")).isZero();
    }

    @Test
    void shouldLetGoOfAnEntityThatOnlyAForgottenRetrieverKnew() {
        // Given
        task.observe(true);
        int before = task.results.readValuesToList().size();

        // When
        task.tombstone("forgotten");

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(published()).hasSize(1).containsOnlyNulls();
    }
}
