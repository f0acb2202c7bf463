package io.techinsights.retriever.schedule;

import io.techinsights.retriever.api.RetrieverRegistration;
import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.avro.RunState;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.streams.error.DeadLetters;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One retriever in this process: whether it is ours to run, what is planned, what runs. One run at a time. */
final class RetrieverTask {
    private static final Logger LOG = LoggerFactory.getLogger(RetrieverTask.class);
    private final RetrieverRegistration registration;
    private final RunEnvironment environment;
    private final RetrieverSchedule schedule;
    private final RunMetrics metrics;
    private @Nullable Instant ownedSince;
    private @Nullable Instant commandedAt;
    private @Nullable RetrievalRun running;
    private @Nullable RetrievalRun before;
    private @Nullable RetrieverRun ended;
    private @Nullable Plan plan;
    private final Set<EntityRef> refreshing = new LinkedHashSet<>();
    private long number;
    private int failures;

    /** What is next, as long as this is what the last run left. */
    private record Plan(Optional<String> after, Due due) {}

    RetrieverTask(RetrieverRegistration registration, RunEnvironment environment, RandomGenerator random) {
        this.registration = registration;
        this.environment = environment;
        this.schedule = new RetrieverSchedule(registration.cadence(), registration.initialDelay(), random);
        this.metrics = new RunMetrics(environment.meters(), registration.id());
    }

    String id() {
        return registration.id();
    }

    /** Takes it over, or gives it up: a run that another instance may begin again is stopped. */
    synchronized void own(boolean owned) {
        if (owned && ownedSince == null) {
            ownedSince = environment.clock().instant();
            ended = null;
            plan = null;
            failures = 0;
        } else if (!owned && ownedSince != null) {
            ownedSince = null;
            commandedAt = null;
            refreshing.clear();
            stop(new RunOutcome.Interrupted("another instance took it over", true));
        }
    }

    /** Ends the run that runs, if any. */
    synchronized void stop(RunOutcome.Interrupted outcome) {
        if (running != null) {
            running.stop(outcome);
        }
    }

    /** Somebody asks for a run, of all entities or of some. */
    synchronized void command(Instant requestedAt, Set<EntityRef> entities) {
        if (ownedSince == null) {
            return;
        }
        if (entities.isEmpty()) {
            commandedAt = requestedAt;
        } else {
            refreshing.addAll(entities);
        }
    }

    /** Whether somebody asked for a run that has not ended yet. */
    synchronized boolean isCommanded() {
        return commandedAt != null || !refreshing.isEmpty();
    }

    /** When the next run is due, as far as this process decides it. */
    synchronized Optional<Instant> nextDue() {
        return Optional.ofNullable(plan)
                .filter(planned -> ownedSince != null && running == null)
                .map(planned -> planned.due().at());
    }

    /** Begins the next run if it is due; before it, one of the entities that somebody asked for. */
    synchronized Optional<RetrievalRun> begin(RunLog log) {
        Instant since = ownedSince;
        if (since == null || running != null) {
            return Optional.empty();
        }
        Optional<RetrieverRun> recorded = log.latest(id());
        Optional<RetrieverRun> last = newest(recorded);
        Due due = plan(last, since);
        Instant asked = commandedAt;
        if (asked != null && last.filter(run -> answers(run, asked)).isPresent()) {
            commandedAt = null;
        }
        running = next(log, recorded, last, due)
                .map(start -> new RetrievalRun(registration, start, environment, log))
                .orElse(null);
        return Optional.ofNullable(running);
    }

    /**
     * @param recorded what everything follows from: the log goes on meanwhile
     */
    private Optional<RunStart> next(RunLog log, Optional<RetrieverRun> recorded, Optional<RetrieverRun> last, Due due) {
        Instant now = environment.clock().instant();
        if (due.at().isAfter(now) && !isCommanded()) {
            return Optional.empty();
        }
        number = Math.max(number, log.number(id())) + 1;
        Optional<String> after = RunLog.mark(recorded);
        Optional<RetrieverRun> unrecorded = unrecorded(last, recorded);
        if (!refreshing.isEmpty()) {
            return Optional.of(new RunStart(
                    number, now, after, Trigger.REFRESH, Optional.empty(), 0, Optional.empty(), refreshing));
        }
        Optional<Instant> tick = schedule.unserved(last, now);
        int missed = tick.map(first -> schedule.missedSince(first, now)).orElse(0);
        Trigger trigger = commandedAt == null ? due.trigger() : Trigger.COMMAND;
        return Optional.of(new RunStart(number, now, after, trigger, tick, missed, unrecorded, Set.of()));
    }

    /** The last run, where its end is not recorded: as it ended where that was here, or as it is recorded to have begun. */
    private static Optional<RetrieverRun> unrecorded(Optional<RetrieverRun> last, Optional<RetrieverRun> recorded) {
        return last.filter(run -> run.getOutcome() == RunState.RUNNING
                || recorded.filter(one -> one.getRunId().equals(run.getRunId()) && one.getOutcome() == run.getOutcome())
                        .isEmpty());
    }

    private static boolean answers(RetrieverRun run, Instant commandedAt) {
        return commandedAt.isBefore(run.getStartedAt())
                || (commandedAt.equals(run.getStartedAt()) && run.getTrigger().equals(Trigger.COMMAND.text()));
    }

    /** What this process did is known before it can be read back. */
    private Optional<RetrieverRun> newest(Optional<RetrieverRun> recorded) {
        RetrieverRun own = ended;
        return own == null
                        || recorded.filter(run -> run.getStartedAt().isAfter(own.getStartedAt()))
                                .isPresent()
                ? recorded
                : Optional.of(own);
    }

    private Due plan(Optional<RetrieverRun> last, Instant since) {
        Optional<String> after = last.map(run -> run.getRunId() + run.getOutcome());
        Plan current = plan;
        if (current == null || !current.after().equals(after)) {
            current = new Plan(after, schedule.next(last, since, failures));
            plan = current;
        }
        return current.due();
    }

    /** Runs what {@link #begin} returned. */
    void run(RetrievalRun run) {
        RetrievalRun previous = before;
        boolean stuck = previous != null && previous.isStuck();
        Optional<RetrieverRun> end =
                stuck ? Optional.of(refuse(run, "the run before ignores that it was told to stop")) : attempt(run);
        end.ifPresent(metrics::ended);
        synchronized (this) {
            if (end.isEmpty()) {
                plan = null;
                number = run.start().number() - 1;
            }
            before = stuck ? previous : run;
            refreshing.removeAll(run.start().only());
            running = null;
        }
    }

    /** Nothing where it was not begun, since others had run the retriever meanwhile. */
    private Optional<RetrieverRun> attempt(RetrievalRun run) {
        try {
            return run.run(run.start().counts() ? this::complete : refreshed -> refreshed);
        } catch (RuntimeException e) {
            return Optional.of(refuse(run, DeadLetters.reason(e)));
        }
    }

    private RetrieverRun refuse(RetrievalRun run, String reason) {
        LOG.error("{} cannot run: {}", id(), reason);
        return run.start().counts() ? complete(run.refuse(reason)) : run.refuse(reason);
    }

    private synchronized RetrieverRun complete(RetrieverRun unplanned) {
        boolean failed = unplanned.getOutcome() == RunState.FAILED || unplanned.getOutcome() == RunState.TIMED_OUT;
        failures = failed ? failures + 1 : 0;
        ended = unplanned;
        Instant since = ownedSince == null ? unplanned.getStartedAt() : ownedSince;
        Instant next = plan(Optional.of(unplanned), since).at();
        return RetrieverRun.newBuilder(unplanned).setNextDueAt(next).build();
    }
}
