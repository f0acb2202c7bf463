package io.techinsights.retriever.schedule;

import io.techinsights.retriever.api.RetrieverRegistration;
import io.techinsights.retriever.publish.FactPublisher;
import io.techinsights.retriever.publish.RetrieverWriter;
import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.avro.RunState;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.topic.RunKeys;
import io.techinsights.streams.error.DeadLetters;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of one retriever: recorded when it starts and when it ends, with a thread of its own that is interrupted when
 * its time is over.
 */
final class RetrievalRun {
    private static final Logger LOG = LoggerFactory.getLogger(RetrievalRun.class);
    private static final int MAX_ERROR = 1000;

    private final RetrieverRegistration registration;
    private final RunEnvironment environment;
    private final RunStart start;
    private final RunLog log;
    private final RetrieverRun started;
    private final CompletableFuture<RunOutcome> end = new CompletableFuture<>();
    private volatile boolean retrieving;

    RetrievalRun(RetrieverRegistration registration, RunStart start, RunEnvironment environment, RunLog log) {
        this.start = start;
        this.log = log;
        this.registration = registration;
        this.environment = environment;
        this.started = RetrieverRun.newBuilder()
                .setRetrieverId(registration.id())
                .setRunId(UUID.randomUUID().toString())
                .setOutcome(RunState.RUNNING)
                .setTrigger(start.trigger().text())
                .setNumber(start.number())
                .setDueAt(start.tick().orElse(null))
                .setMissed(start.missed())
                .setStartedAt(start.at().truncatedTo(ChronoUnit.MILLIS))
                .setRows(0)
                .setRefused(0)
                .build();
    }

    private Instant now() {
        return environment.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** What it began with. */
    RunStart start() {
        return start;
    }

    /** Ends it early; it is as if it had not been there, but for the facts that are out already. */
    void stop(RunOutcome.Interrupted outcome) {
        end.complete(outcome);
    }

    /** Whether the retriever still runs although it was told to end. */
    boolean isStuck() {
        return retrieving;
    }

    /**
     * Runs, and returns when it has ended.
     *
     * @param completion adds to the record of the ended run when the next one is due
     * @return the record of the ended run; nothing where it did not begin, since another was recorded after it was decided
     */
    Optional<RetrieverRun> run(UnaryOperator<RetrieverRun> completion) {
        try (RetrieverWriter writer = environment.writers().apply(registration.id())) {
            if (start.counts() && !isNext(writer)) {
                LOG.info("Run {} of {} was decided by what is not true any more", start.number(), registration.id());
                return Optional.empty();
            }
            var facts = new FactPublisher(
                    registration.schema(),
                    environment.topics(),
                    writer,
                    new FactPublisher.Run(started.getRunId(), started.getStartedAt(), start.only()),
                    environment.clock(),
                    this::progress);
            RunOutcome outcome = outcome(writer, facts);
            RetrieverRun ended = completion.apply(ended(outcome, facts));
            report(ended);
            if (!(outcome instanceof RunOutcome.Interrupted interrupted && interrupted.handedOver())) {
                recordEnd(writer, ended);
            }
            return Optional.of(ended);
        }
    }

    /**
     * Whoever owned the retriever before may go on until the writer is opened, so what was recorded is read after that. Whoever
     * owns it now, without this process knowing yet, is not to be shut out, so it is read before that, too.
     */
    private boolean isNext(RetrieverWriter writer) {
        if (!isAfterTheLast()) {
            return false;
        }
        writer.open();
        return isAfterTheLast();
    }

    private boolean isAfterTheLast() {
        return log.markNow(registration.id()).equals(start.after());
    }

    /** What is recorded where it cannot even begin. */
    RetrieverRun refuse(String reason) {
        return RetrieverRun.newBuilder(started)
                .setOutcome(RunState.FAILED)
                .setEndedAt(now())
                .setError(reason)
                .build();
    }

    private RunOutcome outcome(RetrieverWriter writer, FactPublisher facts) {
        try {
            recordStart(writer);
        } catch (RuntimeException e) {
            return failed(e);
        }
        var worker = new Thread(
                () -> {
                    RunOutcome outcome = retrieve(facts);
                    retrieving = false;
                    end.complete(outcome);
                },
                "retriever-" + registration.id());
        worker.setDaemon(true);
        retrieving = true;
        worker.start();
        end.completeOnTimeout(
                new RunOutcome.TimedOut(registration.timeout()),
                registration.timeout().toMillis(),
                TimeUnit.MILLISECONDS);
        RunOutcome outcome = end.join();
        if (outcome instanceof RunOutcome.TimedOut || outcome instanceof RunOutcome.Interrupted) {
            worker.interrupt();
        }
        facts.abandon();
        return outcome;
    }

    /** What goes out with a batch of a run that goes on for long, so that all can see how far it is. */
    private Optional<ProducerRecord<byte[], byte[]>> progress(long rows, long refused) {
        return start.counts()
                ? Optional.of(latest(RetrieverRun.newBuilder(started)
                        .setRows(rows)
                        .setRefused(refused)
                        .build()))
                : Optional.empty();
    }

    private Collection<Entity> catalog() {
        Collection<Entity> all = environment.catalog().get();
        return start.only().isEmpty()
                ? all
                : all.stream()
                        .filter(entity -> start.only().contains(entity.ref()))
                        .toList();
    }

    private RunOutcome retrieve(FactPublisher facts) {
        try {
            var context = new RunContext(registration, catalog(), environment.clock());
            registration.retriever().retrieve(context, facts);
            facts.finish();
            return new RunOutcome.Succeeded();
        } catch (Throwable e) {
            LOG.debug("{} failed", registration.id(), e);
            return failed(e);
        }
    }

    private static RunOutcome failed(Throwable error) {
        String reason = error.getClass().getSimpleName() + ": " + DeadLetters.reason(error);
        return new RunOutcome.Failed(reason.length() <= MAX_ERROR ? reason : reason.substring(0, MAX_ERROR) + "...");
    }

    private RetrieverRun ended(RunOutcome outcome, FactPublisher facts) {
        return RetrieverRun.newBuilder(started)
                .setOutcome(outcome.state())
                .setEndedAt(now())
                .setRows(facts.rows())
                .setRefused(facts.refused())
                .setError(outcome.error())
                .build();
    }

    private void report(RetrieverRun ended) {
        if (ended.getOutcome() == RunState.SUCCEEDED) {
            LOG.info(
                    "{} ran ({}): {} rows, {} refused",
                    registration.id(),
                    ended.getTrigger(),
                    ended.getRows(),
                    ended.getRefused());
        } else {
            LOG.warn(
                    "{} ended as {} ({}): {}; next at {}",
                    registration.id(),
                    ended.getOutcome(),
                    ended.getTrigger(),
                    ended.getError(),
                    ended.getNextDueAt());
        }
    }

    /** With it the end of the run before, where that is not recorded. */
    private void recordStart(RetrieverWriter writer) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        start.unrecorded()
                .ifPresent(run -> records.add(kept(run.getOutcome() == RunState.RUNNING ? abandoned(run) : run)));
        if (start.counts()) {
            records.add(latest(started));
        }
        writer.write(records);
    }

    private RetrieverRun abandoned(RetrieverRun run) {
        return RetrieverRun.newBuilder(run)
                .setOutcome(RunState.INTERRUPTED)
                .setEndedAt(now())
                .setError("the process that ran it is gone, or was told to stop")
                .build();
    }

    private void recordEnd(RetrieverWriter writer, RetrieverRun ended) {
        try {
            writer.write(start.counts() ? List.of(latest(ended), kept(ended)) : List.of(kept(ended)));
        } catch (RuntimeException e) {
            LOG.error(
                    "The end of run {} of {} could not be recorded: {}",
                    ended.getRunId(),
                    registration.id(),
                    DeadLetters.reason(e));
        }
    }

    private ProducerRecord<byte[], byte[]> latest(RetrieverRun run) {
        return environment.topics().retrieverRuns().record(run.getRetrieverId(), run);
    }

    private ProducerRecord<byte[], byte[]> kept(RetrieverRun run) {
        return environment.topics().retrieverRuns().record(RunKeys.kept(run), run);
    }
}
