package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.entity.Entity;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Observes the entities of a run one by one, several at a time. What was observed is emitted by the thread of the run
 * alone, as soon as it is there.
 */
final class EachEntity {
    private static final int AHEAD = 2;

    private final Run run;
    private final int concurrency;
    private final Observer observer;
    private final Tally tally;

    /** Observes one entity. */
    @FunctionalInterface
    interface Observer {
        /**
         * Its facts.
         *
         * @throws SkippedException where there is nothing to observe
         * @throws Exception where it could not be observed
         */
        Map<String, JsonNode> observe(Entity entity) throws Exception;
    }

    /** What became of one entity. */
    private sealed interface Outcome {
        record Observed(Entity entity, Map<String, JsonNode> facts) implements Outcome {}

        record Skipped(Entity entity, String reason) implements Outcome {}

        record Failed(Entity entity, String reason) implements Outcome {}
    }

    EachEntity(Run run, int concurrency, Observer observer) {
        this.run = run;
        this.concurrency = concurrency;
        this.observer = observer;
        this.tally = new Tally(run);
    }

    /**
     * Observes all of them.
     *
     * @throws ObservationException at the end, where some failed
     * @throws InterruptedException where the run has to end
     */
    void observe() throws ObservationException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(concurrency, EachEntity::thread);
        try {
            CompletionService<Outcome> outcomes = new ExecutorCompletionService<>(workers);
            Iterator<Entity> entities = run.context().entities().iterator();
            int open = 0;
            while (entities.hasNext() || open > 0) {
                if (entities.hasNext() && open < concurrency * AHEAD) {
                    Entity entity = entities.next();
                    outcomes.submit(() -> outcome(entity));
                    open++;
                } else {
                    take(outcomes.take().get());
                    open--;
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("An entity could not be observed: " + e.getCause(), e);
        } finally {
            workers.shutdownNow();
        }
        tally.end();
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, Thread.currentThread().getName() + "-worker");
        thread.setDaemon(true);
        return thread;
    }

    private Outcome outcome(Entity entity) {
        try {
            return new Outcome.Observed(entity, observer.observe(entity));
        } catch (SkippedException e) {
            return new Outcome.Skipped(entity, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(entity, "interrupted");
        } catch (ObservationException e) {
            return new Outcome.Failed(entity, String.valueOf(e.getMessage()));
        } catch (Exception e) {
            return new Outcome.Failed(entity, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private void take(Outcome outcome) {
        if (outcome instanceof Outcome.Observed observed) {
            run.sink().emit(observed.entity().ref(), observed.facts());
            tally.observed();
        } else if (outcome instanceof Outcome.Skipped skipped) {
            tally.skipped(skipped.entity().ref().toString(), skipped.reason());
        } else if (outcome instanceof Outcome.Failed failed) {
            tally.failed(failed.entity().ref().toString(), failed.reason());
        }
    }
}
