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
 * @param at the time
 * @param after the {@link RunLog#mark} that it was decided by
 * @param tick the time of the cadence that it is for
 * @param missed further times that it is for as well
 * @param unrecorded the run before, where its end is not recorded; running where nobody knows it, since its process is gone
 * @param only the entities to observe; empty for all
 */
record RunStart(
        long number,
        Instant at,
        Optional<String> after,
        Trigger trigger,
        Optional<Instant> tick,
        int missed,
        Optional<RetrieverRun> unrecorded,
        Set<EntityRef> only) {
    RunStart {
        only = Set.copyOf(only);
    }

    /** Whether the schedule goes by it. */
    boolean counts() {
        return trigger != Trigger.REFRESH;
    }
}
