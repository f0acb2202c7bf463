package io.techinsights.checker.draft;

import io.techinsights.schemas.avro.CheckStatus;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many entities had which status at the end of each day, and how many changed it during the day. Only changes are
 * written down, so an entity that never changes costs nothing for any number of days.
 */
final class DayCounts {
    private final Map<CheckStatus, long[]> changes = new EnumMap<>(CheckStatus.class);
    private final long[] flips;

    DayCounts(int days) {
        this.flips = new long[days];
        for (CheckStatus status : CheckStatus.values()) {
            changes.put(status, new long[days]);
        }
    }

    /**
     * An entity has another status from the end of this day on; of a day behind the last nothing is seen.
     *
     * @param before null for one that had none
     */
    void become(int day, @Nullable CheckStatus before, CheckStatus now) {
        if (day < flips.length) {
            changes.computeIfPresent(now, (status, days) -> plus(days, day, 1));
            if (before != null) {
                changes.computeIfPresent(before, (status, days) -> plus(days, day, -1));
            }
        }
    }

    private static long[] plus(long[] days, int day, long change) {
        days[day] += change;
        return days;
    }

    /** An entity changed its status on this day. */
    void flip(int day) {
        flips[day]++;
    }

    /** Adds the counts of other entities over the same days. */
    void add(DayCounts other) {
        Arrays.setAll(flips, day -> flips[day] + other.flips[day]);
        changes.forEach((status, days) -> {
            long[] theirs = other.changes.getOrDefault(status, new long[days.length]);
            Arrays.setAll(days, day -> days[day] + theirs[day]);
        });
    }

    /** The counts of each status at the ends of the days. */
    Map<CheckStatus, long[]> atEnds() {
        Map<CheckStatus, long[]> counts = new EnumMap<>(CheckStatus.class);
        changes.forEach((status, days) -> {
            long[] sums = days.clone();
            for (int day = 1; day < sums.length; day++) {
                sums[day] += sums[day - 1];
            }
            counts.put(status, sums);
        });
        return counts;
    }

    long flips(int day) {
        return flips[day];
    }
}
