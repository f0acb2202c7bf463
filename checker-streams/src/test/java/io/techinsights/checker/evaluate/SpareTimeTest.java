package io.techinsights.checker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SpareTimeTest {
    private long now = TimeUnit.SECONDS.toNanos(1);
    private final SpareTime time = new SpareTime(() -> now);
    private final List<String> worked = new ArrayList<>();

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** A task that works as long as it may. */
    private void call(String task) {
        time.spend(task, until -> {
            worked.add(task);
            now = until;
        });
    }

    @Test
    void shouldBeThereAsLongAsNoRecordComes() {
        // When
        call("a");
        call("a");

        // Then
        assertThat(worked).containsExactly("a", "a");
    }

    @Test
    void shouldBelongToRecordsAsLongAsTheyCome() {
        // Given
        call("a");

        // When
        for (int i = 0; i < 10; i++) {
            time.recordCame();
            pass(1);
            call("a");
        }

        // Then
        assertThat(worked).containsExactly("a");
    }

    @Test
    void shouldBeThereAgainOnceNoRecordCame() {
        // Given
        call("a");
        time.recordCame();
        call("a");

        // When
        call("a");

        // Then
        assertThat(worked).containsExactly("a", "a");
    }

    @Test
    void shouldBeAQuarterOfAllWhereRecordsNeverCease() {
        // Given
        call("a");
        long begin = now;

        // When
        while (worked.size() == 1) {
            time.recordCame();
            pass(1);
            call("a");
        }

        // Then
        long part = TimeUnit.MILLISECONDS.toNanos(40);
        assertThat(now - begin).isEqualTo(4 * part);
    }

    @Test
    void shouldBeOfOneTaskUntilThatIsDone() {
        // Given
        call("a");
        call("b");

        // When
        time.leave("a");
        call("b");
        call("a");

        // Then
        assertThat(worked).containsExactly("a", "b");
    }

    @Test
    void shouldNotBeTakenFromATaskByOneThatLeaves() {
        // Given
        call("a");

        // When
        time.leave("b");
        call("b");

        // Then
        assertThat(worked).containsExactly("a");
    }
}
