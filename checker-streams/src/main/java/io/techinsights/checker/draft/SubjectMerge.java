package io.techinsights.checker.draft;

import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.checker.evaluate.KnownEntities;
import io.techinsights.checker.evaluate.Subject;
import io.techinsights.schemas.entity.Entity;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * Puts each entity of a partition together with its rows, in one pass over two iterators that are both in the order of
 * entities.
 */
final class SubjectMerge implements Iterator<Subject> {
    private final Iterator<KeyValue<String, String>> entities;
    private final Iterator<KeyValue<String, StoredFacts>> rows;
    private final Subjects.Needed needed;
    private @Nullable KeyValue<String, StoredFacts> row;

    SubjectMerge(
            Iterator<KeyValue<String, String>> entities,
            Iterator<KeyValue<String, StoredFacts>> rows,
            Subjects.Needed needed) {
        this.entities = entities;
        this.rows = rows;
        this.needed = needed;
        this.row = nextRow();
    }

    private @Nullable KeyValue<String, StoredFacts> nextRow() {
        return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
        return entities.hasNext();
    }

    @Override
    public Subject next() {
        KeyValue<String, String> entity = entities.next();
        Map<String, StoredFacts> own = new HashMap<>();
        KeyValue<String, StoredFacts> at = row;
        while (at != null && KnownEntities.entityOf(at.key).compareTo(entity.key) <= 0) {
            String retriever = KnownEntities.retrieverOf(at.key);
            if (needed.retrievers().contains(retriever)
                    && KnownEntities.entityOf(at.key).equals(entity.key)) {
                own.put(retriever, at.value);
            }
            at = nextRow();
        }
        row = at;
        Optional<Entity> description =
                needed.described() ? KnownEntities.read(entity.key, entity.value) : Optional.empty();
        return Subject.of(entity.key, description, own);
    }
}
