package io.techinsights.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgingTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String STALE_AFTER_TEN = "\"staleAfter\": {\"minutes\": 10},";

    private final CheckerTask task = new CheckerTask(CheckerTask.check("title", "hasTitle", STALE_AFTER_TEN));

    @AfterEach
    void close() {
        task.close();
    }

    private List<CheckStatus> statuses() {
        return task.results.readValuesToList().stream()
                .map(CheckResult::getStatus)
                .toList();
    }

    @Test
    void shouldBeStaleOnceFactsAreOlderThanTheCheckAllows() {
        // Given
        task.observe(true);

        // When
        task.pass(MINUTE.multipliedBy(9));
        List<CheckStatus> before = statuses();
        task.pass(MINUTE.multipliedBy(2));

        // Then
        assertThat(before).containsExactly(CheckStatus.PASSED);
        CheckResult stale = task.results.readValue();
        assertThat(stale.getStatus()).isEqualTo(CheckStatus.STALE);
        assertThat(stale.getReason())
                .isEqualTo("the facts of meta are older than PT10M; they were observed at 2026-11-01T00:00:00Z");
        assertThat(stale.getPreviousStatus()).isEqualTo(CheckStatus.PASSED);
    }

    @Test
    void shouldStayFreshWhileItIsObserved() {
        // When
        for (int i = 0; i < 30; i++) {
            task.observe(true);
            task.pass(MINUTE);
        }

        // Then
        assertThat(statuses()).hasSize(30).containsOnly(CheckStatus.PASSED);
        task.pass(MINUTE.multipliedBy(10));
        assertThat(statuses()).containsExactly(CheckStatus.STALE);
    }

    @Test
    void shouldBeStaleAtOnceWhereFactsArriveTooOld() {
        // When
        task.observe(CheckerTask.PETSTORE, true, CheckerTask.START.minus(MINUTE.multipliedBy(10)));

        // Then
        assertThat(statuses()).containsExactly(CheckStatus.STALE);
    }

    @Test
    void shouldBeFreshAgainWithTheNextFacts() {
        // Given
        task.observe(true);
        task.pass(MINUTE.multipliedBy(11));

        // When
        task.observe(true);

        // Then
        assertThat(statuses()).containsExactly(CheckStatus.PASSED, CheckStatus.STALE, CheckStatus.PASSED);
    }

    @Test
    void shouldTakeTwiceTheCadenceWhereTheCheckSaysNothing() {
        // Given
        task.become(CheckerTask.check("title", "hasTitle", ""));
        task.announce(CheckerTask.schema(MINUTE, "hasTitle"));
        task.observe(true);
        statuses();

        // When
        task.pass(Duration.ofSeconds(119));
        List<CheckStatus> before = statuses();
        task.pass(Duration.ofSeconds(2));

        // Then
        assertThat(before).isEmpty();
        assertThat(statuses()).containsExactly(CheckStatus.STALE);
    }

    @Test
    void shouldFollowACheckThatAllowsLess() {
        // Given
        task.observe(true);
        task.pass(MINUTE.multipliedBy(3));

        // When
        task.become(CheckerTask.check("title", "hasTitle", "\"staleAfter\": \"PT4M\","));
        List<CheckStatus> before = statuses();
        task.pass(MINUTE);

        // Then
        assertThat(before).containsOnly(CheckStatus.PASSED);
        assertThat(statuses()).containsExactly(CheckStatus.STALE);
    }

    @Test
    void shouldFollowACheckThatAllowsMore() {
        // Given
        task.observe(true);
        task.pass(MINUTE.multipliedBy(11));
        statuses();

        // When
        task.become(CheckerTask.check("title", "hasTitle", "\"staleAfter\": \"PT20M\","));

        // Then
        assertThat(statuses()).containsExactly(CheckStatus.PASSED);
        task.pass(MINUTE.multipliedBy(10));
        assertThat(statuses()).containsExactly(CheckStatus.STALE);
    }

    @Test
    void shouldGrowStaleWhileItIsDown() {
        // Given
        task.observe(true);
        statuses();

        // When
        task.restart();
        task.pass(MINUTE.multipliedBy(11));

        // Then
        assertThat(statuses()).containsExactly(CheckStatus.STALE);
        task.pass(MINUTE);
        assertThat(task.waiting()).isZero();
    }

    @Test
    void shouldNotWaitForAnEntityThatLeft() {
        // Given
        task.describe("production");
        task.observe(true);
        task.leaveTheCatalog();
        task.results.readRecordsToList();

        // When
        task.pass(MINUTE.multipliedBy(11));

        // Then
        assertThat(task.results.isEmpty()).isTrue();
    }
}
