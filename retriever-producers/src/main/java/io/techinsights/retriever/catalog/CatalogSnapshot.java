package io.techinsights.retriever.catalog;

import io.techinsights.schemas.entity.Entity;
import java.time.Instant;
import java.util.List;

/**
 * A catalog at one time.
 *
 * @param entities each reference once, in the order they were found
 * @param problems of all files, in the order of the files
 * @param files that were read
 * @param complete false where a whole file or folder could not be read, so that what is missing here need not be gone
 */
public record CatalogSnapshot(
        List<Entity> entities, List<CatalogProblem> problems, int files, Instant readAt, boolean complete) {
    public CatalogSnapshot {
        entities = List.copyOf(entities);
        problems = List.copyOf(problems);
    }
}
