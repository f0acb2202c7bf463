package io.techinsights.retriever.catalog;

import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import java.util.Optional;

/** Takes what a catalog holds while it is being read. */
public interface CatalogSink {
    /**
     * Takes an entity, unless this reading had one of its reference before.
     *
     * @param origin where it was found, for messages
     * @return the origin of the one before, which counts; nothing where this one does
     */
    Optional<String> add(Entity entity, String origin);

    /**
     * Whether an entity of this reference is known, and is the same.
     *
     * @param fingerprint the hash code of the entity as it travels
     */
    boolean holds(EntityRef ref, int fingerprint);

    /** Takes one that it {@link #holds}, as {@link #add} would. */
    Optional<String> again(EntityRef ref, String origin);

    /** Says that there is such an entity, although it could not be read: it stays as it is known. */
    void keep(EntityRef ref);

    /** Takes what somebody should mend. */
    void problem(CatalogProblem problem);
}
