package io.techinsights.checker.draft;

import io.techinsights.streams.http.ApiException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** So many at once and no more, so that trying checks never takes the place of answering questions. */
final class Slots {
    private final String what;
    private final int count;
    private final Semaphore free;

    /**
     * @param what is done in them, for messages
     */
    Slots(String what, int count) {
        this.what = what;
        this.count = count;
        this.free = new Semaphore(count);
    }

    /** One that is taken; giving it back twice gives back one. */
    interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes one.
     *
     * @throws ApiException 429 where none is free
     */
    Slot take() {
        if (!free.tryAcquire()) {
            throw ApiException.tooManyRequests(count + " " + what
                    + " are under way in this process, which is as many as there may be: try again later");
        }
        var taken = new AtomicBoolean(true);
        return () -> {
            if (taken.compareAndSet(true, false)) {
                free.release();
            }
        };
    }
}
