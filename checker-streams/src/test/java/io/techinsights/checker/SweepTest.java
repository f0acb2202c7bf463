package io.techinsights.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.techinsights.checker.check.Check;
import io.techinsights.checker.evaluate.Sweeps;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.entity.EntityRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final Duration STEP = Duration.ofMillis(40);
    private static final int MANY = 3000;

    private final CheckerTask task = new CheckerTask(checks("a", "b"));
    private final Map<String, CheckResult> results = new HashMap<>();

    @AfterEach
    void close() {
        task.close();
    }

    private static List<Check> checks(String... ids) {
        List<Check> checks = new ArrayList<>();
        for (String id : ids) {
            checks.addAll(CheckerTask.check(id, "hasTitle", ""));
        }
        return checks;
    }

    private static List<Check> edited(String id) {
        return CheckerTask.check(id, "hasTitle", "\"metadata\": {\"edited\": true},");
    }

    private void observeMany() {
        for (int i = 0; i < MANY; i++) {
            task.observe(EntityRef.parse("component:default/e" + i), true, CheckerTask.START);
        }
        settle();
    }

    /** Takes over what was published, as any reader of the compacted topic does; how many records that were. */
    private int settle() {
        var published = task.results.readRecordsToList();
        published.forEach(record -> {
            String key = record.key().entity() + "/" + record.key().id();
            if (record.value() == null) {
                results.remove(key);
            } else {
                results.put(key, record.value());
            }
        });
        return published.size();
    }

    private Set<String> hashes(String checkId) {
        return results.values().stream()
                .filter(result -> result.getCheckId().equals(checkId))
                .map(CheckResult::getCheckHash)
                .collect(Collectors.toSet());
    }

    private long count(String checkId) {
        return results.values().stream()
                .filter(result -> result.getCheckId().equals(checkId))
                .count();
    }

    private void sweepToTheEnd() {
        for (int i = 0; i < 10_000 && task.sweeps.remaining() > 0; i++) {
            task.pass(STEP);
        }
        settle();
    }

    @Test
    void shouldJudgeOnlyByTheCheckThatChanged() {
        // Given
        observeMany();
        List<Check> now = new ArrayList<>(checks("a"));
        now.addAll(edited("b"));

        // When
        task.replace(now);
        task.pass(STEP);
        sweepToTheEnd();

        // Then
        assertThat(hashes("b")).containsExactly(edited("b").get(0).contentHash());
        assertThat(results).hasSize(2 * MANY);
        assertThat(task.transitions.readValuesToList()).hasSize(2 * MANY);
    }

    @Test
    void shouldGoOnBetweenFactsInBoundedSteps() {
        // Given
        observeMany();

        // When
        task.replace(checks("a", "b", "c"));
        task.pass(STEP);
        List<Sweeps.Progress> underWay = task.sweeps.of("c");

        // Then
        assertThat(underWay).singleElement().satisfies(progress -> {
            assertThat(progress.done()).isBetween(50L, MANY - 1L);
            assertThat(progress.total()).isBetween(MANY / 2L, 2L * MANY);
        });
        assertThat(task.sweeps.of("a")).isEmpty();
        sweepToTheEnd();
        assertThat(count("c")).isEqualTo(MANY);
    }

    @Test
    void shouldGoOnWhereItWasAfterARestart() {
        // Given
        observeMany();
        task.replace(checks("a", "b", "c"));
        task.pass(STEP);
        long done = task.sweeps.of("c").get(0).done();
        settle();

        // When
        task.restart();
        task.pass(STEP);
        long after = task.sweeps.of("c").get(0).done();
        settle();

        // Then
        assertThat(after).isGreaterThan(done);
        sweepToTheEnd();
        assertThat(count("c")).isEqualTo(MANY);
    }

    @Test
    void shouldHaveNothingToDoAfterARestartWhereNothingChanged() {
        // Given
        observeMany();
        task.pass(STEP);
        settle();

        // When
        task.restart();
        task.pass(Duration.ofSeconds(1));

        // Then
        assertThat(settle()).isZero();
        assertThat(task.waiting()).isZero();
    }

    @Test
    void shouldEndRightWhenAnEditIsTakenBackHalfWay() {
        // Given
        observeMany();
        List<Check> edited = new ArrayList<>(checks("a"));
        edited.addAll(edited("b"));
        task.replace(edited);
        task.pass(STEP);
        settle();
        int mixed = hashes("b").size();

        // When
        task.replace(checks("a", "b"));
        task.restart();
        task.pass(STEP);
        sweepToTheEnd();

        // Then
        assertThat(mixed).isEqualTo(2);
        assertThat(hashes("b")).containsExactly(checks("b").get(0).contentHash());
    }

    @Test
    void shouldEndRightWhenACheckIsDeletedAndMadeAgainHalfWay() {
        // Given
        observeMany();
        task.replace(checks("a"));
        task.pass(STEP);
        settle();
        long left = count("b");

        // When
        task.restart();
        task.replace(checks("a", "b"));
        task.pass(STEP);
        sweepToTheEnd();

        // Then
        assertThat(left).isBetween(1L, MANY - 1L);
        assertThat(count("b")).isEqualTo(MANY);
    }

    @Test
    void shouldTakeBackTheResultsOfADeletedCheck() {
        // Given
        observeMany();

        // When
        task.replace(checks("b"));
        task.pass(STEP);
        sweepToTheEnd();

        // Then
        assertThat(count("a")).isZero();
        assertThat(count("b")).isEqualTo(MANY);
    }

    @Test
    void shouldJudgeAnewWhenItsFactsAreAnnouncedOtherwise() {
        // Given
        task.observe(true);

        // When
        task.announce(CheckerTask.schema(null, "renamed"));
        task.pass(STEP);

        // Then
        settle();
        assertThat(results.values()).extracting(CheckResult::getStatus).containsOnly(CheckStatus.ERROR);
    }
}
