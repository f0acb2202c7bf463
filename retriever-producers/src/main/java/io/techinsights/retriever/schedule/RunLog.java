package io.techinsights.retriever.schedule;

import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.topic.RunKeys;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The runs that are recorded.
 *
 * @param records what the topic of runs holds under a key, as far as it was read
 * @param reading reads all that was written of a retriever until now
 */
public record RunLog(Function<String, Optional<RetrieverRun>> records, Consumer<String> reading) {

    /** What was recorded last of a retriever, in a word that another record does not have. */
    static Optional<String> mark(Optional<RetrieverRun> recorded) {
        return recorded.map(run -> run.getRunId() + run.getOutcome());
    }

    /**
     * The {@link #mark}, of all that was written until now.
     *
     * @throws io.techinsights.streams.query.UnavailableException where that cannot be read in time
     */
    Optional<String> markNow(String retrieverId) {
        reading.accept(retrieverId);
        return mark(latest(retrieverId));
    }

    /** The latest run of a retriever, which its schedule goes by; it may still run. */
    public Optional<RetrieverRun> latest(String retrieverId) {
        return records.apply(retrieverId);
    }

    /** The runs that have ended, as many as are kept, the newest first. */
    public List<RetrieverRun> ended(String retrieverId) {
        return RunKeys.allKept(retrieverId).stream()
                .flatMap(key -> records.apply(key).stream())
                .sorted(Comparator.comparing(RetrieverRun::getNumber).reversed())
                .toList();
    }

    /** The number of the last run. */
    long number(String retrieverId) {
        long latest = latest(retrieverId).map(RetrieverRun::getNumber).orElse(0L);
        return Math.max(
                latest,
                ended(retrieverId).stream()
                        .findFirst()
                        .map(RetrieverRun::getNumber)
                        .orElse(0L));
    }
}
