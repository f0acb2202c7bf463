package io.techinsights.faults.fault;

import io.techinsights.faults.cluster.Cluster;
import io.techinsights.faults.cluster.Waiting;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Carries out a plan. A broker is hurt only when all are well again, however long the last one took to recover. */
public final class FaultRun {
    private static final Duration RECOVERY = Duration.ofMinutes(4);

    private final Cluster cluster;
    private final PrintStream out;
    private final Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);
    private final Map<String, Lock> locks = new ConcurrentHashMap<>();
    private volatile long begin;

    /**
     * @param out is told of each fault, a line each
     */
    public FaultRun(Cluster cluster, PrintStream out) {
        this.cluster = cluster;
        this.out = out;
    }

    /**
     * Makes all of it happen; returns when all is mended, and no sooner than this length is over.
     *
     * @throws IllegalStateException where one could not be carried out, or the brokers do not recover
     */
    public void carryOut(List<PlannedFault> plan, Duration length) throws InterruptedException {
        begin = System.nanoTime();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> underway = new ArrayList<>();
            for (PlannedFault planned : plan) {
                sleepUntil(planned.at());
                underway.add(threads.submit(() -> {
                    happen(planned);
                    return null;
                }));
            }
            sleepUntil(length);
            for (Future<?> one : underway) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A fault could not be carried out: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
        Waiting.require("All replicas are there", RECOVERY, () -> cluster.view().isWhole(Cluster.BROKERS));
    }

    private void sleepUntil(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos() - (System.nanoTime() - begin));
    }

    private void happen(PlannedFault planned) throws InterruptedException {
        Fault fault = planned.fault();
        boolean ofBroker = fault.kind().isOfBroker();
        Lock mine = locks.computeIfAbsent(ofBroker ? "brokers" : fault.target(), target -> new ReentrantLock(true));
        mine.lock();
        try {
            if (ofBroker) {
                Waiting.require(
                        "All replicas are there", RECOVERY, () -> cluster.view().isWhole(Cluster.BROKERS));
            }
            say(planned);
            fault.strike(cluster);
            TimeUnit.NANOSECONDS.sleep(planned.lasts().toNanos());
            fault.mend(cluster);
        } finally {
            mine.unlock();
        }
    }

    private synchronized void say(PlannedFault planned) {
        counts.merge(planned.fault().kind(), 1, Integer::sum);
        out.printf(Locale.ROOT, "[%6.1f s] %s%n", (System.nanoTime() - begin) / 1e9, planned);
    }

    /** How many faults of each kind there were. */
    public synchronized Map<FaultKind, Integer> counts() {
        return new EnumMap<>(counts);
    }
}
