package io.techinsights.checker.evaluate;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whether every task has brought the results that it found up to the checks there are. Until then an answer may be
 * by a definition of before the start.
 */
public final class SweepGate {
    private final Set<Object> waiting = ConcurrentHashMap.newKeySet();

    /** A task begins with results that somebody left. */
    void opened(Object task) {
        waiting.add(task);
    }

    /** Its first sweep is through, or it is gone. */
    void passed(Object task) {
        waiting.remove(task);
    }

    /** How many tasks are not through yet. */
    public int waiting() {
        return waiting.size();
    }
}
