package io.techinsights.retriever.publish;

import io.techinsights.retriever.catalog.Catalog;
import io.techinsights.retriever.catalog.CatalogProblem;
import io.techinsights.retriever.catalog.CatalogReport;
import io.techinsights.schemas.entity.Entity;
import io.techinsights.streams.query.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the catalog again, says what is wrong with it once, and publishes what changed, from one instance of the group
 * only. Who asks for entities gets those of the entities topic, with this instance's last reading among them.
 */
public final class CatalogRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogRefresh.class);
    private static final int PUBLISHED_LOOKS = 150;
    private static final long PUBLISHED_LOOK_MILLIS = 200;

    private final Source source;
    private final EntityPublisher.Target target;
    private final BooleanSupplier publishing;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();
    private Set<CatalogProblem> reported = Set.of();
    private volatile @Nullable CatalogReport latest;
    private @Nullable EntityPublisher unpublished;
    private boolean upToDate;

    /**
     * What is read.
     *
     * @param catalogs the first that has a reference counts; none where the entities come from somewhere else
     * @param freshness how long a reading will do for whoever asks
     * @param shared whether every instance reads the same, and reading it is dear
     */
    public record Source(List<Catalog> catalogs, Duration freshness, boolean shared, LossGuard guard) {
        public Source {
            catalogs = List.copyOf(catalogs);
        }
    }

    /**
     * @param publishing whether this instance is the one that publishes
     */
    public CatalogRefresh(
            Source source, EntityPublisher.Target target, BooleanSupplier publishing, InstantSource clock) {
        this.source = source;
        this.target = target;
        this.publishing = publishing;
        this.clock = clock;
    }

    /** What was read last; nothing before the first time, or without a catalog. */
    public Optional<CatalogReport> latest() {
        return Optional.ofNullable(latest);
    }

    /**
     * Reads the catalog, unless it was read just now. A catalog that all instances share is left to the one that
     * publishes, but for a first look.
     *
     * @throws UnavailableException where Kafka did not take what changed
     */
    public void look() {
        exclusively(() -> {
            boolean others = source.shared() && latest != null && !publishing.getAsBoolean();
            if (!others) {
                readUnlessFresh();
            }
            return latest();
        });
    }

    /**
     * Reads the catalog, unless it was read just now.
     *
     * @return the entities that there are now, in the order of their references
     * @throws UnavailableException where that cannot be told: Kafka is away, or nothing was ever read
     */
    public Collection<Entity> entities() {
        return exclusively(() -> {
            readUnlessFresh();
            target.known().catchUp();
            awaitPublished();
            var entities = new EntitiesView(target.known().all());
            CatalogReport report = latest;
            if (entities.isEmpty() && report != null && !report.complete()) {
                throw new UnavailableException("The catalog could not be read yet: "
                        + report.problems().stream()
                                .findFirst()
                                .map(Object::toString)
                                .orElse(""));
            }
            return entities;
        });
    }

    private interface Step<T> {
        T run() throws InterruptedException;
    }

    private <T> T exclusively(Step<T> step) {
        try {
            reading.lockInterruptibly();
            try {
                return step.run();
            } finally {
                reading.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Interrupted while the catalog was read");
        }
    }

    private void readUnlessFresh() throws InterruptedException {
        if (!source.catalogs().isEmpty() && !isFresh()) {
            read();
        }
    }

    private boolean isFresh() {
        CatalogReport report = latest;
        return report != null
                && (upToDate || !publishing.getAsBoolean())
                && clock.instant().isBefore(report.readAt().plus(source.freshness()));
    }

    private void read() throws InterruptedException {
        target.known().catchUp();
        boolean writes = publishing.getAsBoolean();
        Instant at = clock.instant();
        var publisher = new EntityPublisher(target, publishing);
        int files = 0;
        boolean complete = true;
        for (Catalog catalog : source.catalogs()) {
            Catalog.Extent extent = catalog.read(publisher);
            files += extent.files();
            complete &= extent.complete();
        }
        CatalogReport report = publisher.finish(new Catalog.Extent(files, complete), source.guard(), at);
        report(report.problems());
        latest = report;
        upToDate = writes && publishing.getAsBoolean();
        unpublished = publisher;
        if (publisher.written() > 0) {
            LOG.info("The catalog has {} entities; {} records were written", report.entities(), publisher.written());
        }
    }

    /** What this instance read and another one has to write is waited for, so that a first run misses no entity. */
    private void awaitPublished() throws InterruptedException {
        EntityPublisher publisher = unpublished;
        String missing = publisher == null ? null : publisher.missing();
        for (int look = 0; missing != null && publisher != null; look++) {
            if (look == PUBLISHED_LOOKS) {
                throw new UnavailableException(
                        "Entities of the catalog are not on their topic yet, for example " + missing);
            }
            Thread.sleep(PUBLISHED_LOOK_MILLIS);
            missing = publisher.missing();
        }
        unpublished = null;
    }

    private void report(List<CatalogProblem> problems) {
        Set<CatalogProblem> now = new HashSet<>(problems);
        problems.stream()
                .filter(problem -> !reported.contains(problem))
                .forEach(problem -> LOG.warn("Catalog: {}", problem));
        reported = now;
    }
}
