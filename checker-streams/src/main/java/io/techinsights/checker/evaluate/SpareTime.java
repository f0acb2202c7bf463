package io.techinsights.checker.evaluate;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time of one stream thread that no record needs. Where something else is due whenever it looks, a thread takes one record of
 * each task in between: what works each time it is called, in every task, leaves a few records a second to all of them. So
 * a part of the work is done once no record came since the last call, and by one task at a time. Records that never cease have
 * three quarters of the thread.
 */
final class SpareTime {
    private static final long PART_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final long RECORDS_SHARE = 3;

    private final LongSupplier nanos;
    private boolean recordsCame;
    private long recordsFirstUntil;
    private @Nullable Object working;

    /**
     * @param nanos the time, as {@link System#nanoTime} has it
     */
    SpareTime(LongSupplier nanos) {
        this.nanos = nanos;
        this.recordsFirstUntil = nanos.getAsLong();
    }

    /** The thread had a record to process: there may be more. */
    void recordCame() {
        recordsCame = true;
    }

    /**
     * Lets a task do a part of its work, if the time is there and no other task is at it. To be called again until the task
     * {@link #leave leaves}.
     *
     * @param part works until the time that it is told
     */
    void spend(Object task, LongConsumer part) {
        if (working == null) {
            working = task;
        }
        if (working != task) {
            return;
        }
        long begin = nanos.getAsLong();
        boolean recordsWait = recordsCame && begin - recordsFirstUntil < 0;
        recordsCame = false;
        if (!recordsWait) {
            part.accept(begin + PART_NANOS);
            long end = nanos.getAsLong();
            recordsFirstUntil = end + RECORDS_SHARE * (end - begin);
        }
    }

    /** The task has nothing left to do, or is gone. */
    void leave(Object task) {
        if (working == task) {
            working = null;
        }
    }
}
