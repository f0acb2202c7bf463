package io.techinsights.retriever.catalog;

import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All that one reading of a catalog handed on. */
record ReadCatalog(
        List<Entity> entities,
        List<EntityRef> unchanged,
        List<EntityRef> kept,
        List<CatalogProblem> problems,
        int files,
        boolean complete) {
    static ReadCatalog of(Catalog... catalogs) {
        return of(List.of(), catalogs);
    }

    /** Reads them where these entities are known. */
    static ReadCatalog of(List<Entity> known, Catalog... catalogs) {
        var sink = new Sink(known);
        int files = 0;
        boolean complete = true;
        for (Catalog catalog : catalogs) {
            Catalog.Extent extent = read(catalog, sink);
            files += extent.files();
            complete &= extent.complete();
        }
        return new ReadCatalog(sink.entities, sink.unchanged, sink.kept, sink.problems, files, complete);
    }

    private static Catalog.Extent read(Catalog catalog, CatalogSink sink) {
        try {
            return catalog.read(sink);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** References, sorted. */
    List<String> refs() {
        return entities.stream().map(entity -> entity.ref().toString()).sorted().toList();
    }

    /** What the problems say. */
    List<String> reasons() {
        return problems.stream().map(CatalogProblem::reason).toList();
    }

    private static final class Sink implements CatalogSink {
        private final Map<EntityRef, String> origins = new HashMap<>();
        private final Map<EntityRef, Integer> known = new HashMap<>();
        private final List<EntityRef> unchanged = new ArrayList<>();
        private final List<Entity> entities = new ArrayList<>();
        private final List<EntityRef> kept = new ArrayList<>();
        private final List<CatalogProblem> problems = new ArrayList<>();

        Sink(List<Entity> known) {
            known.forEach(entity -> this.known.put(entity.ref(), entity.toAvro().hashCode()));
        }

        @Override
        public boolean holds(EntityRef ref, int fingerprint) {
            return Objects.equals(known.get(ref), fingerprint);
        }

        @Override
        public Optional<String> again(EntityRef ref, String origin) {
            Optional<String> first = Optional.ofNullable(origins.putIfAbsent(ref, origin));
            if (first.isEmpty()) {
                unchanged.add(ref);
            }
            return first;
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
        public void keep(EntityRef ref) {
            kept.add(ref);
        }

        @Override
        public void problem(CatalogProblem problem) {
            problems.add(problem);
        }
    }
}
