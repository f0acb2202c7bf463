package io.techinsights.factstore.history;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the oldest rows of an entity and retriever were observed first: that of the oldest is always known, those of the
 * rows that follow it as far as somebody looked. With them, letting go of the oldest row needs no look at the others.
 */
public final class OldestTimes {
    /** More are not remembered. */
    public static final int MOST = 24;

    private final long[] times;

    private OldestTimes(long... times) {
        if (times.length == 0 || times.length > MOST) {
            throw new IllegalArgumentException("Expected 1 to " + MOST + " times, got " + times.length);
        }
        this.times = times;
    }

    /**
     * Where these are known.
     *
     * @param times in epoch milliseconds, ascending, with none left out between the first and the last
     */
    public static OldestTimes of(long... times) {
        return new OldestTimes(times.clone());
    }

    /** Where these are the oldest rows. */
    public static OldestTimes of(List<KeptRow> rows) {
        return new OldestTimes(
                rows.stream().limit(MOST).mapToLong(KeptRow::observedAt).toArray());
    }

    /** When the oldest row was observed first. */
    public long first() {
        return times[0];
    }

    /** How many are known. */
    public int count() {
        return times.length;
    }

    /** All that are known, ascending. */
    public long[] times() {
        return times.clone();
    }

    /** With a row of this time, which may be one that there is. What comes after the last that is known is not noted. */
    public OldestTimes with(long time) {
        int place = Arrays.binarySearch(times, time);
        if (place >= 0 || -place > times.length) {
            return this;
        }
        int before = -place - 1;
        long[] more = new long[Math.min(times.length + 1, MOST)];
        System.arraycopy(times, 0, more, 0, before);
        more[before] = time;
        System.arraycopy(times, before, more, before + 1, more.length - before - 1);
        return new OldestTimes(more);
    }

    /** With a row that is newer than all there are, every one of which is known. */
    public OldestTimes withNewest(long time) {
        if (times.length == MOST) {
            return this;
        }
        long[] more = Arrays.copyOf(times, times.length + 1);
        more[times.length] = time;
        return new OldestTimes(more);
    }

    /** The times of so many, the oldest first. */
    public long[] firstOf(int count) {
        return Arrays.copyOf(times, count);
    }

    /** Whether the oldest is still known when so many are gone. */
    public boolean outlast(int gone) {
        return gone < times.length;
    }

    /** Without so many of the oldest. */
    public OldestTimes without(int gone) {
        return new OldestTimes(Arrays.copyOfRange(times, gone, times.length));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OldestTimes that && Arrays.equals(times, that.times);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(times);
    }

    @Override
    public String toString() {
        return Arrays.toString(times);
    }
}
