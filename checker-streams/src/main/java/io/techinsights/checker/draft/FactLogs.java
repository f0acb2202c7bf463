package io.techinsights.checker.draft;

import io.techinsights.schemas.entity.EntityRef;
import java.util.List;
import java.util.Set;

/** Opens logs of facts. */
@FunctionalInterface
interface FactLogs {
    /**
     * Opens one, up to what there is now.
     *
     * @param retrievers whose rows are wanted
     * @param entities the ones wanted; empty for all
     */
    FactLog open(List<String> retrievers, Set<EntityRef> entities);
}
