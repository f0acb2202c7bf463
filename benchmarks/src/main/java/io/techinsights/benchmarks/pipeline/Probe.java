package io.techinsights.benchmarks.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Reports a fact and waits for its results, again and again: the time between is what a user waits. */
final class Probe {
    private final Machinery machinery;
    private final ResultsTail results;
    private final int retriever;

    Probe(Machinery machinery, ResultsTail results, int retriever) {
        this.machinery = machinery;
        this.results = results;
        this.retriever = retriever;
    }

    /** How many results one fact has: one of each check that reads its retriever. */
    int resultsEach() {
        return ThousandChecks.CHECKS / ThousandChecks.RETRIEVERS;
    }

    /**
     * Reports so many facts at most.
     *
     * @param enough is asked after each
     * @return the nanoseconds of each, from the request to the last of its committed results
     */
    long[] run(int times, BooleanSupplier enough) throws Exception {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < times && !enough.getAsBoolean(); i++) {
            int entity = i * 37 % ThousandChecks.ENTITIES;
            String check = ThousandChecks.checkId(retriever + ThousandChecks.CHECKS - ThousandChecks.RETRIEVERS);
            results.watch(ThousandChecks.entity(entity), check);
            long begin = System.nanoTime();
            ThousandChecks.report(machinery, ThousandChecks.retriever(retriever), entity, 1, 40 + i % 20);
            results.awaitWatched();
            nanos.add(System.nanoTime() - begin);
        }
        return nanos.stream().mapToLong(Long::longValue).toArray();
    }
}
