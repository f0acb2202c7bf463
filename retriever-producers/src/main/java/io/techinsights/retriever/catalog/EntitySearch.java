package io.techinsights.retriever.catalog;

import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks for one entity in catalogs that are read once, for whoever needs no topic. */
public final class EntitySearch implements CatalogSink {
    private final EntityRef wanted;
    private final Map<EntityRef, String> origins = new HashMap<>();
    private final List<CatalogProblem> problems = new ArrayList<>();
    private @Nullable Entity found;

    private EntitySearch(EntityRef wanted) {
        this.wanted = wanted;
    }

    /** Reads all of them, in the order of their precedence. */
    public static EntitySearch in(List<Catalog> catalogs, EntityRef wanted) throws InterruptedException {
        var search = new EntitySearch(wanted);
        for (Catalog catalog : catalogs) {
            catalog.read(search);
        }
        return search;
    }

    /** The entity; nothing where there is none. */
    public Optional<Entity> found() {
        return Optional.ofNullable(found);
    }

    /** How many entities there are. */
    public int entities() {
        return origins.size();
    }

    /** What somebody should mend. */
    public List<CatalogProblem> problems() {
        return List.copyOf(problems);
    }

    @Override
    public Optional<String> add(Entity entity, String origin) {
        Optional<String> first = again(entity.ref(), origin);
        if (first.isEmpty() && entity.ref().equals(wanted)) {
            found = entity;
        }
        return first;
    }

    @Override
    public boolean holds(EntityRef ref, int fingerprint) {
        return false;
    }

    @Override
    public Optional<String> again(EntityRef ref, String origin) {
        return Optional.ofNullable(origins.putIfAbsent(ref, origin));
    }

    @Override
    public void keep(EntityRef ref) {}

    @Override
    public void problem(CatalogProblem problem) {
        problems.add(problem);
    }
}
