package io.techinsights.schemas.topic;

import io.techinsights.schemas.avro.RetrieverRun;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The keys of the retriever-runs topic: the id of a retriever for its latest run, which its schedule goes by, and so many more
 * for runs that have ended, each of which takes the place of one that is long ago.
 */
public final class RunKeys {
    private static final int KEPT = 50;
    private static final char SEPARATOR = '@';

    private RunKeys() {}

    /** The key that a run is kept under once it has ended. */
    public static String kept(RetrieverRun run) {
        return kept(run.getRetrieverId(), run.getNumber());
    }

    /** The keys of all runs of a retriever that are kept. */
    public static List<String> allKept(String retrieverId) {
        return IntStream.range(0, KEPT)
                .mapToObj(slot -> kept(retrieverId, slot))
                .toList();
    }

    private static String kept(String retrieverId, long number) {
        return retrieverId + SEPARATOR + number % KEPT;
    }
}
