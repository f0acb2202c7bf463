package io.techinsights.benchmarks.latency;

import java.util.concurrent.ConcurrentSkipListMap;

/** The parts of a run. A fact belongs to the one that it was due in, however late it was sent. */
final class Phases {
    private final ConcurrentSkipListMap<Long, Phase> byBegin = new ConcurrentSkipListMap<>();

    /** The first one, which whatever was due before it belongs to as well. */
    Phases(String name) {
        byBegin.put(Long.MIN_VALUE, new Phase(name));
    }

    /** Begins the next one. */
    Phase begin(String name, long nanos) {
        var phase = new Phase(name);
        byBegin.put(nanos, phase);
        return phase;
    }

    Phase at(long dueNanos) {
        return byBegin.floorEntry(dueNanos).getValue();
    }
}
