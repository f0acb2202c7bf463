package io.techinsights.retriever.catalog;

import java.time.Instant;
import java.util.List;

/**
 * What a reading of the catalog found.
 *
 * @param entities how many, each reference once
 * @param problems in the order they were found, the first thousand of them
 * @param files that were read
 * @param complete false where a part could not be read, so that what was not found need not be gone
 * @param withheld how many entities would have left, had they not been suspiciously many
 */
public record CatalogReport(
        int entities, List<CatalogProblem> problems, int files, Instant readAt, boolean complete, int withheld) {
    public CatalogReport {
        problems = List.copyOf(problems);
    }
}
