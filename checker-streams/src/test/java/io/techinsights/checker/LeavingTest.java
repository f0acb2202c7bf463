package io.techinsights.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That an entity left, and that its facts were purged, come by two topics, in any order. */
class LeavingTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(15);
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

    private void observeAndLeave() {
        task.describe("production");
        task.observe(true);
        task.leaveTheCatalog();
        published();
    }

    @Test
    void shouldTakeBackResultsOfFactsThatWereOnTheirWayWhenTheEntityLeft() {
        // Given
        observeAndLeave();

        // When
        task.observe(false);
        List<CheckStatus> late = published();
        task.tombstone("purged");

        // Then
        assertThat(late).containsExactly(CheckStatus.FAILED);
        assertThat(published()).hasSize(1).containsOnlyNulls();
        task.pass(LONG_ENOUGH);
        assertThat(published()).isEmpty();
    }

    @Test
    void shouldJudgeAnewWhenItComesBackAfterThat() {
        // Given
        observeAndLeave();
        task.observe(false);
        task.tombstone("purged");
        published();

        // When
        task.describe("production");
        task.observe(true);

        // Then
        assertThat(published()).containsExactly(CheckStatus.NOT_REPORTED, CheckStatus.PASSED);
    }

    @Test
    void shouldNotJudgeAnEntityThatIsAboutToLeave() {
        // Given
        task.describe("production");
        task.observe(true);
        task.transitions.readValuesToList();
        published();

        // When
        task.tombstone("purged");
        task.pass(Duration.ofSeconds(1));
        task.leaveTheCatalog();
        task.pass(LONG_ENOUGH);

        // Then
        assertThat(published()).hasSize(1).containsOnlyNulls();
        assertThat(task.transitions.isEmpty()).isTrue();
    }

    @Test
    void shouldSayThatFactsAreGoneWhereItCameBackBeforeTheyWere() {
        // Given
        observeAndLeave();
        task.observe(false);
        task.describe("production");
        published();

        // When
        task.tombstone("purged");
        List<CheckStatus> atOnce = published();
        task.pass(LONG_ENOUGH);

        // Then
        assertThat(atOnce).isEmpty();
        assertThat(published()).containsExactly(CheckStatus.NOT_REPORTED);
    }

    @Test
    void shouldLetGoOfAnEntityThatOnlyAForgottenRetrieverKnew() {
        // Given
        task.observe(true);
        List<CheckResult> before = task.results.readValuesToList();

        // When
        task.tombstone("forgotten");

        // Then
        assertThat(before).hasSize(1);
        assertThat(published()).hasSize(1).containsOnlyNulls();
    }
}
