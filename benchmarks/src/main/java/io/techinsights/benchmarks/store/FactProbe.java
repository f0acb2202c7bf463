package io.techinsights.benchmarks.store;

import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactLifecycle;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Reports a hundred facts a second, each of an entity of its own, and tells how long each took to latest-facts. */
final class FactProbe {
    private static final FactLoad PROBES = new FactLoad("probe", new FactLifecycle.Keep());
    private static final long PAUSE_MILLIS = 10;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final StoreUnderLoad store;
    private final LatestTail tail;
    private int sent;

    FactProbe(StoreUnderLoad store, LatestTail tail) {
        this.store = store;
        this.tail = tail;
        store.sweep().announce(PROBES.schema());
    }

    static String retriever() {
        return PROBES.retriever();
    }

    /** Reports until there are enough, waits for the last of them, and says how long they took. */
    void run(String when, PrintStream out, BooleanSupplier enough) throws InterruptedException, TimeoutException {
        Map<String, Long> begun = new LinkedHashMap<>();
        while (!enough.getAsBoolean()) {
            EntityRef entity = EntityRef.parse("component:default/probe-" + sent++);
            begun.put(entity.toString(), System.nanoTime());
            PROBES.reportOne(
                    store.producer(), store.topics(), entity, Instant.ofEpochMilli(System.currentTimeMillis()));
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        store.producer().flush();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!tail.seen().keySet().containsAll(begun.keySet())) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("Not all of " + begun.size() + " facts came out at latest-facts");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        long[] millis = begun.entrySet().stream()
                .mapToLong(probe -> (tail.seen().getOrDefault(probe.getKey(), 0L) - probe.getValue()) / 1_000_000)
                .sorted()
                .toArray();
        out.printf(
                "fact to latest-facts, %s: %d facts, p50 %d ms, p99 %d ms, max %d ms%n",
                when,
                millis.length,
                millis[millis.length / 2],
                millis[(int) (millis.length * 0.99)],
                millis[millis.length - 1]);
    }
}
