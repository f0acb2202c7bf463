package io.techinsights.checker.evaluate;

import java.util.Collection;
import java.util.Map;

/** Checks made ready to judge many entities, by many threads at once. */
public interface CompiledChecks extends AutoCloseable {

    /**
     * Judges one entity. A check that cannot be judged, or was not among those compiled, has its own
     * {@link CheckOutcome.Failed}; the others are not touched by it.
     *
     * @return the outcome of each check asked for, in that order
     * @throws IllegalStateException after {@link #close()}
     */
    Map<String, CheckOutcome> evaluate(Collection<String> checkIds, EntityFacts facts);

    /** Releases the classes that were generated. Calling it again does nothing. */
    @Override
    void close();
}
