package io.techinsights.checker.evaluate;

import io.techinsights.checker.avro.StoredFacts;
import io.techinsights.checker.check.Check;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The newest rows of one entity while it is being judged: each is read from the store once. */
final class EntityRows {
    private final KnownEntities entities;
    private final String entity;
    private final Map<String, Optional<StoredFacts>> byRetriever = new HashMap<>();

    EntityRows(KnownEntities entities, String entity) {
        this.entities = entities;
        this.entity = entity;
    }

    /** Whose rows they are. */
    String entity() {
        return entity;
    }

    /** The row of a retriever, expired or not. */
    Optional<StoredFacts> of(String retrieverId) {
        return byRetriever.computeIfAbsent(retrieverId, id -> entities.facts(entity, id));
    }

    /** The rows that these checks read, by retriever id. */
    Map<String, StoredFacts> readBy(Collection<Check> checks) {
        Map<String, StoredFacts> rows = new HashMap<>();
        for (Check check : checks) {
            for (String retriever : check.factIds()) {
                of(retriever).ifPresent(row -> rows.put(retriever, row));
            }
        }
        return rows;
    }

    /** Keeps a row in place of the one before. */
    void keep(String retrieverId, StoredFacts row) {
        entities.observe(entity, retrieverId, row);
        byRetriever.put(retrieverId, Optional.of(row));
    }
}
