package io.techinsights.benchmarks.latency;

import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Which entities have a result by which definition of a check. */
final class Coverage {
    private final Map<Definition, Covered> byDefinition = new HashMap<>();

    /**
     * @param hash of the content of the check
     */
    record Definition(String checkId, String hash) {}

    private static final class Covered {
        private final BitSet entities = new BitSet();
        private int count;
        private long lastNanos;
    }

    /** There is a result. */
    synchronized void seen(Definition definition, int entity, long nanos) {
        Covered covered = byDefinition.computeIfAbsent(definition, any -> new Covered());
        if (!covered.entities.get(entity)) {
            covered.entities.set(entity);
            covered.count++;
            covered.lastNanos = nanos;
            notifyAll();
        }
    }

    /** Waits until so many entities have one; when the last of those that have one by then came. */
    synchronized long await(Definition definition, int entities, Duration patience)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + patience.toNanos();
        Covered covered = byDefinition.computeIfAbsent(definition, any -> new Covered());
        while (covered.count < entities) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new TimeoutException(covered.count + " of " + entities + " entities have a result of '"
                        + definition.checkId() + "' after " + patience);
            }
            wait(left / 1_000_000 + 1);
        }
        return covered.lastNanos;
    }
}
