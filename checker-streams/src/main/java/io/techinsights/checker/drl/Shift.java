package io.techinsights.checker.drl;

import io.techinsights.checker.evaluate.CheckOutcome;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs that one thread works off, one after the other, while another watches that none takes too long. All that both see is
 * guarded by this.
 */
final class Shift implements Runnable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long MIN_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(100);

    private final List<DrlRun> runs;
    private final Limits limits;
    private final AtomicInteger stuck;
    private final Map<String, CheckOutcome> outcomes = new LinkedHashMap<>();
    private @Nullable Thread worker;
    private long startedAt = System.nanoTime();
    private long processorAtStart;
    private boolean abandoned;
    private boolean cameBack;

    /**
     * @param stuck counts the threads that were given up and have not come back
     */
    Shift(List<DrlRun> runs, Limits limits, AtomicInteger stuck) {
        this.runs = List.copyOf(runs);
        this.limits = limits;
        this.stuck = stuck;
    }

    @Override
    public void run() {
        for (DrlRun run : runs) {
            begin();
            CheckOutcome outcome = run.judge(limits);
            if (!end(run, outcome)) {
                return;
            }
        }
    }

    private synchronized void begin() {
        worker = Thread.currentThread();
        startedAt = System.nanoTime();
        processorAtStart = THREADS.getCurrentThreadCpuTime();
    }

    /** False where nobody waits for this thread any more. */
    private synchronized boolean end(DrlRun run, CheckOutcome outcome) {
        if (abandoned) {
            stuck.decrementAndGet();
            cameBack = true;
            notifyAll();
            return false;
        }
        outcomes.put(run.checkId(), outcome);
        notifyAll();
        return true;
    }

    /** The outcomes so far, by check id. */
    synchronized Map<String, CheckOutcome> outcomes() {
        return new LinkedHashMap<>(outcomes);
    }

    /** Waits for all of it, or for the first run that takes too long; that one is told to end, and its thread given up. */
    synchronized Optional<DrlRun> await() {
        while (outcomes.size() < runs.size()) {
            long left = limits.time().toNanos() - used();
            if (left <= 0) {
                return Optional.of(abandon());
            }
            pause(left);
        }
        return Optional.empty();
    }

    /** An interrupt is kept for the caller; what it waits for is bounded. */
    private void pause(long nanos) {
        boolean interrupted = Thread.interrupted();
        try {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, MIN_PAUSE));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the run under way used of its time: the processor's, or a share of the clock's where that is more. */
    private long used() {
        long clock = (System.nanoTime() - startedAt) / Limits.PATIENCE;
        Thread running = worker;
        long processor = running == null ? 0 : THREADS.getThreadCpuTime(running.getId()) - processorAtStart;
        return Math.max(clock, processor);
    }

    /** Most threads come back at once when they are told to. */
    private DrlRun abandon() {
        DrlRun late = runs.get(outcomes.size());
        abandoned = true;
        stuck.incrementAndGet();
        late.halt();
        if (worker != null) {
            worker.interrupt();
        }
        long until = System.nanoTime() + GRACE;
        while (!cameBack && until - System.nanoTime() > 0) {
            pause(until - System.nanoTime());
        }
        return late;
    }
}
