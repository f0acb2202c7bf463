package io.techinsights.retriever.catalog;

import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import org.jspecify.annotations.Nullable;

/**
 * A document that is an entity, without what it holds: that is on the entities topic.
 *
 * @param number in its file, from 1
 * @param line where it begins, from 1
 * @param fingerprint as {@link CatalogSink#holds} has it
 * @param targets where the entity is a {@code Location}
 */
record CatalogDocument(
        int number,
        int line,
        EntityRef ref,
        int fingerprint,
        @Nullable LocationTargets targets) {
    static CatalogDocument of(int number, int line, Entity entity) {
        return new CatalogDocument(
                number,
                line,
                entity.ref(),
                entity.toAvro().hashCode(),
                LocationTargets.isLocation(entity) ? LocationTargets.of(entity) : null);
    }
}
