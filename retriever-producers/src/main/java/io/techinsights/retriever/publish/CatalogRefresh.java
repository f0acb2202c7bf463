package io.techinsights.retriever.publish;

import io.techinsights.retriever.catalog.Catalog;
import io.techinsights.retriever.catalog.CatalogProblem;
import io.techinsights.retriever.catalog.CatalogSnapshot;
import io.techinsights.schemas.avro.CatalogEntity;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.schemas.entity.EntityRef;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the catalog again, says what is wrong with it once, and publishes what changed, from one instance of the group
 * only. Where the catalog cannot be read whole, the entities that are known stay known.
 */
public final class CatalogRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogRefresh.class);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Optional<Catalog> catalog;
    private final EntityPublisher publisher;
    private final Supplier<Map<String, CatalogEntity>> published;
    private final BooleanSupplier publishing;
    private final InstantSource clock;
    private Set<CatalogProblem> reported = Set.of();
    private volatile @Nullable CatalogSnapshot latest;
    private boolean upToDate;

    /**
     * @param catalog empty where the entities come from somewhere else
     * @param published what the entities topic holds
     * @param publishing whether this instance is the one that publishes
     */
    public CatalogRefresh(
            Optional<Catalog> catalog,
            EntityPublisher publisher,
            Supplier<Map<String, CatalogEntity>> published,
            BooleanSupplier publishing,
            InstantSource clock) {
        this.catalog = catalog;
        this.publisher = publisher;
        this.published = published;
        this.publishing = publishing;
        this.clock = clock;
    }

    /** What was read last; nothing before the first time, or without a catalog. */
    public Optional<CatalogSnapshot> latest() {
        return Optional.ofNullable(latest);
    }

    /**
     * Reads the catalog, unless it was read within the last second.
     *
     * @return the entities that there are now
     * @throws io.techinsights.streams.query.UnavailableException where Kafka did not take what changed
     */
    public synchronized Collection<Entity> refresh() {
        if (catalog.isEmpty()) {
            return known().values();
        }
        CatalogSnapshot snapshot = latest;
        if (snapshot == null || !isFresh(snapshot)) {
            snapshot = read(catalog.get());
        }
        if (snapshot.complete()) {
            return snapshot.entities();
        }
        Map<EntityRef, Entity> entities = known();
        snapshot.entities().forEach(entity -> entities.put(entity.ref(), entity));
        return entities.values();
    }

    private boolean isFresh(CatalogSnapshot snapshot) {
        return (upToDate || !publishing.getAsBoolean())
                && clock.instant().isBefore(snapshot.readAt().plus(FRESH));
    }

    private CatalogSnapshot read(Catalog source) {
        CatalogSnapshot snapshot = source.read();
        report(snapshot.problems());
        latest = snapshot;
        upToDate = false;
        if (publishing.getAsBoolean()) {
            int changes = publisher.publish(snapshot);
            if (changes > 0) {
                LOG.info(
                        "The catalog has {} entities; {} records were written",
                        snapshot.entities().size(),
                        changes);
            }
            upToDate = true;
        }
        return snapshot;
    }

    private void report(List<CatalogProblem> problems) {
        Set<CatalogProblem> now = new HashSet<>(problems);
        problems.stream()
                .filter(problem -> !reported.contains(problem))
                .forEach(problem -> LOG.warn("Catalog: {}", problem));
        reported = now;
    }

    private Map<EntityRef, Entity> known() {
        Map<EntityRef, Entity> known = new LinkedHashMap<>();
        published.get().values().forEach(avro -> {
            Entity entity = Entity.of(avro);
            known.put(entity.ref(), entity);
        });
        return known;
    }
}
