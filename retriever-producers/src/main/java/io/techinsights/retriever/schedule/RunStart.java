package io.techinsights.retriever.schedule;

import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.entity.EntityRef;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a run begins with.
 *
 * @param number among the runs of the retriever
 * @param tick the time of the cadence that it is for
 * @param missed further times that it is for as well
 * @param abandoned the run before, where its process is gone and nobody recorded its end
 * @param only the entities to observe; empty for all
 */
record RunStart(
        long number,
        Trigger trigger,
        Optional<Instant> tick,
        int missed,
        Optional<RetrieverRun> abandoned,
        Set<EntityRef> only) {
    RunStart {
        only = Set.copyOf(only);
    }

    /** Whether the schedule goes by it. */
    boolean counts() {
        return trigger != Trigger.REFRESH;
    }
}
