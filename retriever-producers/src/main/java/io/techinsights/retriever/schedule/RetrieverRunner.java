package io.techinsights.retriever.schedule;

import io.techinsights.retriever.api.RetrieverRegistration;
import io.techinsights.schemas.entity.EntityRef;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the retrievers that this process owns when they are due, each in threads of its own. */
public final class RetrieverRunner implements RunOwnership.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetrieverRunner.class);
    private static final long TICK_MILLIS = 100;
    private static final long STOP_SECONDS = 15;

    private final Map<String, RetrieverTask> tasks = new LinkedHashMap<>();
    private final RunLog log;
    private final ScheduledExecutorService ticks =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "retrievers-schedule"));
    private final ExecutorService runs = Executors.newCachedThreadPool(task -> daemon(task, "retrievers-run"));

    public RetrieverRunner(List<RetrieverRegistration> registrations, RunEnvironment environment, RunLog log) {
        RandomGenerator random = RandomGenerator.getDefault();
        registrations.forEach(
                registration -> tasks.put(registration.id(), new RetrieverTask(registration, environment, random)));
        this.log = log;
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Begins to look at the time. */
    public void start() {
        ticks.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        for (RetrieverTask task : tasks.values()) {
            try {
                task.begin(log).ifPresent(run -> runs.execute(() -> task.run(run)));
            } catch (RuntimeException e) {
                LOG.error("{} could not be scheduled", task.id(), e);
            }
        }
    }

    @Override
    public void owned(Predicate<String> owned) {
        tasks.values().forEach(task -> task.own(owned.test(task.id())));
    }

    @Override
    public void commanded(String retrieverId, Instant requestedAt, Set<EntityRef> entities) {
        RetrieverTask task = tasks.get(retrieverId);
        if (task == null) {
            LOG.warn("Somebody asks to run '{}', which is not configured here", retrieverId);
        } else {
            task.command(requestedAt, entities);
        }
    }

    @Override
    public boolean isSettled() {
        return tasks.values().stream().noneMatch(RetrieverTask::isCommanded);
    }

    /** When a retriever is due next, where this process runs it. */
    public Optional<Instant> nextDue(String retrieverId) {
        return Optional.ofNullable(tasks.get(retrieverId)).flatMap(RetrieverTask::nextDue);
    }

    /** Stops what runs, and records that it did not come to its end. */
    @Override
    public void close() {
        ticks.shutdownNow();
        tasks.values().forEach(task -> task.stop(new RunOutcome.Interrupted("the process stops", false)));
        runs.shutdown();
        try {
            if (!runs.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Runs did not end within {} seconds", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
