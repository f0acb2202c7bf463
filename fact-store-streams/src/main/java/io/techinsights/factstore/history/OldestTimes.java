package io.techinsights.factstore.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * When the oldest rows of an entity and retriever were observed first: that of the oldest is always known, those of the
 * rows that follow it as far as somebody looked. With them, letting go of the oldest row needs no look at the others.
 *
 * @param times in epoch milliseconds, ascending, with none left out between the first and the last
 */
public record OldestTimes(List<Long> times) {
    /** More are not remembered. */
    public static final int MOST = 24;

    public OldestTimes {
        if (times.isEmpty() || times.size() > MOST) {
            throw new IllegalArgumentException("Expected 1 to " + MOST + " times, got " + times.size());
        }
        times = List.copyOf(times);
    }

    /** Where only that of the oldest row is known. */
    public static OldestTimes of(long oldest) {
        return new OldestTimes(List.of(oldest));
    }

    /** Where these are the oldest rows. */
    public static OldestTimes of(List<KeptRow> rows) {
        return new OldestTimes(
                rows.stream().limit(MOST).map(KeptRow::observedAt).toList());
    }

    /** When the oldest row was observed first. */
    public long first() {
        return times.get(0);
    }

    /** With a row of this time, which may be one that there is. What comes after the last that is known is not noted. */
    public OldestTimes with(long time) {
        int place = Collections.binarySearch(times, time);
        if (place >= 0 || -place > times.size()) {
            return this;
        }
        List<Long> more = new ArrayList<>(times);
        more.add(-place - 1, time);
        return new OldestTimes(more.subList(0, Math.min(more.size(), MOST)));
    }

    /** With a row that is newer than all there are, every one of which is known. */
    public OldestTimes withNewest(long time) {
        if (times.size() == MOST) {
            return this;
        }
        List<Long> more = new ArrayList<>(times);
        more.add(time);
        return new OldestTimes(more);
    }

    /** Whether the oldest is still known when so many are gone. */
    public boolean outlast(int gone) {
        return gone < times.size();
    }

    /** Without so many of the oldest. */
    public OldestTimes without(int gone) {
        return new OldestTimes(times.subList(gone, times.size()));
    }
}
