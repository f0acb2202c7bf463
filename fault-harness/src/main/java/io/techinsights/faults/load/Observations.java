package io.techinsights.faults.load;

import io.techinsights.faults.cluster.Role;
import io.techinsights.faults.model.Differences;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What clients saw while faults happened. An error that says "not now" is counted; one that is wrong is a difference. */
public final class Observations {
    private static final int FIRST_SERVER_ERROR = 500;

    private final Differences differences;
    private final InstantSource clock;
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong silent = new AtomicLong();
    private final AtomicLong partial = new AtomicLong();
    private final AtomicLong stale = new AtomicLong();
    private final Map<Role, Long> lastAnswer = new EnumMap<>(Role.class);
    private final Map<Role, Gap> longestGap = new EnumMap<>(Role.class);

    /**
     * A time without an answer.
     *
     * @param end when it was over, to be found in the logs
     */
    public record Gap(Duration length, Instant end) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%.1f s until %tT", length.toMillis() / 1000.0, end.atZone(ZoneId.systemDefault()));
        }
    }

    /**
     * @param differences are told what is wrong
     */
    public Observations(Differences differences, InstantSource clock) {
        this.differences = differences;
        this.clock = clock;
    }

    void answered(Role role, int status) {
        answers.incrementAndGet();
        if (status >= FIRST_SERVER_ERROR) {
            refused.incrementAndGet();
        } else {
            served(role);
        }
    }

    private synchronized void served(Role role) {
        long now = System.nanoTime();
        Long last = lastAnswer.put(role, now);
        if (last != null && now - last > longestGap(role).length().toNanos()) {
            longestGap.put(role, new Gap(Duration.ofNanos(now - last), clock.instant()));
        }
    }

    void silent(Role role) {
        silent.incrementAndGet();
    }

    void isPartial() {
        partial.incrementAndGet();
    }

    void isStale() {
        stale.incrementAndGet();
    }

    void wrong(String kind, String where, Object expected, Object found) {
        differences.add(kind, where, expected, found);
    }

    /** Answers of any status. */
    public long answers() {
        return answers.get();
    }

    /** Answers that said "not now". */
    public long refused() {
        return refused.get();
    }

    /** Questions that were not answered at all, to processes that were killed or paused. */
    public long silent() {
        return silent.get();
    }

    /** Answers that said that a part of them is missing. */
    public long partial() {
        return partial.get();
    }

    /** Answers that said that they are of a copy. */
    public long stale() {
        return stale.get();
    }

    /** The longest time for which nobody of a role answered a question, as far as questions were asked. */
    public synchronized Gap longestGap(Role role) {
        return longestGap.getOrDefault(role, new Gap(Duration.ZERO, Instant.EPOCH));
    }
}
