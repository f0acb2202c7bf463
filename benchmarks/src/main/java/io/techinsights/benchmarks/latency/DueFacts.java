package io.techinsights.benchmarks.latency;

import java.util.HashMap;
import java.util.Map;

/**
 * Brings together when a fact was due and when its result was first read. Either may be known first: the producer is told where
 * a fact lies on one thread, and results are read on another.
 */
final class DueFacts {
    private final Map<Position, Due> waiting = new HashMap<>();
    private final Map<Position, Long> early = new HashMap<>();

    private record Due(long nanos, Times times) {}

    /**
     * A fact lies on its topic.
     *
     * @param times takes how long its result took
     */
    synchronized void sent(Position fact, long dueNanos, Times times) {
        Long seen = early.remove(fact);
        if (seen == null) {
            waiting.put(fact, new Due(dueNanos, times));
        } else {
            times.record(dueNanos, seen);
        }
    }

    /** A result was read. That of a fact which nobody waits for, or of one that was read before, changes nothing. */
    synchronized void seen(Position fact, long nanos) {
        Due due = waiting.remove(fact);
        if (due == null) {
            early.putIfAbsent(fact, nanos);
        } else {
            due.times().record(due.nanos(), nanos);
        }
    }

    /** Facts whose result was not read yet. */
    synchronized int waiting() {
        return waiting.size();
    }
}
