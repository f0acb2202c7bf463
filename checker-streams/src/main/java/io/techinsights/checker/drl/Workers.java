package io.techinsights.checker.drl;

import io.techinsights.checker.evaluate.CheckOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs rules on threads of their own, since nothing in Java ends a rule that does not end by itself: its thread is given up,
 * and the rest goes on with another.
 */
final class Workers {
    private final Limits limits;
    private final AtomicInteger stuck = new AtomicInteger();
    private final AtomicInteger numbers = new AtomicInteger();
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

    Workers(Limits limits) {
        this.limits = limits;
    }

    private Thread thread(Runnable work) {
        var thread = new Thread(work, "drools-check-" + numbers.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(Workers.class.getClassLoader());
        return thread;
    }

    /** Runs all of it, and returns within the limits whatever the rules do. */
    Map<String, CheckOutcome> run(List<DrlRun> runs) {
        Map<String, CheckOutcome> outcomes = new LinkedHashMap<>();
        while (outcomes.size() < runs.size()) {
            List<DrlRun> left = runs.subList(outcomes.size(), runs.size());
            if (stuck.get() >= limits.stuckThreads()) {
                left.forEach(run -> outcomes.put(run.checkId(), noThread()));
            } else {
                var shift = new Shift(left, limits, stuck);
                threads.execute(shift);
                Optional<DrlRun> late = shift.await();
                outcomes.putAll(shift.outcomes());
                late.ifPresent(run -> outcomes.put(run.checkId(), run.exclude(limits)));
            }
        }
        return outcomes;
    }

    /** How many threads were given up and have not come back. */
    int stuck() {
        return stuck.get();
    }

    private CheckOutcome noThread() {
        return new CheckOutcome.Failed(
                stuck.get()
                        + " checks do not end and cannot be ended, so no check of type drools is run before one of them does",
                null);
    }
}
