package io.techinsights.checker.draft;

import io.techinsights.checker.evaluate.Subject;
import java.util.Set;
import java.util.function.Predicate;

/** Entities with what is known of them now. */
interface Subjects {
    /**
     * What is to be known of an entity.
     *
     * @param retrievers the ones whose rows are read
     * @param described whether its description in the catalog is, too
     */
    record Needed(Set<String> retrievers, boolean described) {
        public Needed {
            retrievers = Set.copyOf(retrievers);
        }
    }

    /**
     * Visits them one after the other, until the visitor has enough.
     *
     * @return whether it saw all of them
     * @throws io.techinsights.streams.query.UnavailableException where they cannot be read now
     */
    boolean visit(Needed needed, Predicate<Subject> visitor);
}
