package io.techinsights.retriever.testkit;

import io.techinsights.retriever.catalog.CatalogProblem;
import io.techinsights.retriever.catalog.CatalogSink;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entities that a test gives; one that cannot be read is the test's error. */
final class Fixture implements CatalogSink {
    private final Map<EntityRef, String> origins = new HashMap<>();
    private final List<Entity> entities = new ArrayList<>();

    List<Entity> entities() {
        return entities;
    }

    @Override
    public Optional<String> add(Entity entity, String origin) {
        Optional<String> first = Optional.ofNullable(origins.putIfAbsent(entity.ref(), origin));
        if (first.isEmpty()) {
            entities.add(entity);
        }
        return first;
    }

    @Override
    public boolean holds(EntityRef ref, int fingerprint) {
        return false;
    }

    @Override
    public Optional<String> again(EntityRef ref, String origin) {
        return Optional.of(origin);
    }

    @Override
    public void keep(EntityRef ref) {
        throw new IllegalArgumentException(ref + " cannot be read");
    }

    @Override
    public void problem(CatalogProblem problem) {
        if (problem.severity() == CatalogProblem.Severity.ERROR) {
            throw new IllegalArgumentException(problem.toString());
        }
    }
}
