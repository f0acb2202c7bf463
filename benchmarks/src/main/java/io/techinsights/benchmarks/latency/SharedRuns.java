package io.techinsights.benchmarks.latency;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Runs that several figures tell of: what one figure made another takes, in the same order, and makes further ones.
 *
 * @param <T> what a run found
 */
final class SharedRuns<T> {
    private final Callable<T> run;
    private final List<T> made = new ArrayList<>();

    SharedRuns(Callable<T> run) {
        this.run = run;
    }

    /** One of those who take each run once. */
    final class Taker {
        private int taken;

        /** The next run that this one did not take. */
        T next() throws Exception {
            if (taken == made.size()) {
                made.add(run.call());
            }
            return made.get(taken++);
        }
    }

    Taker taker() {
        return new Taker();
    }
}
