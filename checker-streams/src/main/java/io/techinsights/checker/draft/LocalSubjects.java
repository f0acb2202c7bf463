package io.techinsights.checker.draft;

import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.checker.evaluate.KnownEntities;
import io.techinsights.checker.evaluate.Subject;
import io.techinsights.streams.query.Reading;
import io.techinsights.streams.query.StoreQueries;
import java.util.SortedSet;
import java.util.function.Predicate;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Every entity of some partitions of this process, read in one pass over each. */
final class LocalSubjects implements Subjects {
    private final StoreQueries stores;
    private final SortedSet<Integer> partitions;
    private final Reading reading;

    LocalSubjects(StoreQueries stores, SortedSet<Integer> partitions, Reading reading) {
        this.stores = stores;
        this.partitions = partitions;
        this.reading = reading;
    }

    @Override
    public boolean visit(Needed needed, Predicate<Subject> visitor) {
        for (int partition : partitions) {
            if (!visit(partition, needed, visitor)) {
                return false;
            }
        }
        return true;
    }

    /** The rows are opened first: an entity is there as long as its rows are, so no row is without its entity. */
    private boolean visit(int partition, Needed needed, Predicate<Subject> visitor) {
        RangeQuery<String, StoredFacts> allRows = RangeQuery.withNoBounds();
        RangeQuery<String, String> allEntities = RangeQuery.withNoBounds();
        try (KeyValueIterator<String, StoredFacts> rows =
                        stores.open(KnownEntities.FACTS_STORE, partition, allRows, reading);
                KeyValueIterator<String, String> entities =
                        stores.open(KnownEntities.ENTITIES_STORE, partition, allEntities, reading)) {
            var subjects = new SubjectMerge(entities, rows, needed);
            while (subjects.hasNext()) {
                if (!visitor.test(subjects.next())) {
                    return false;
                }
            }
            return true;
        }
    }
}
