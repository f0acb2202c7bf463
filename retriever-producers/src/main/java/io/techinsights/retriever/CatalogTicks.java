package io.techinsights.retriever;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.techinsights.retriever.catalog.CatalogReport;
import io.techinsights.retriever.publish.CatalogRefresh;
import io.techinsights.streams.error.DeadLetters;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the catalog every so often, so that entities are on their topic even where no retriever runs. */
final class CatalogTicks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogTicks.class);
    private static final String PREFIX = "tech.insights.catalog.";
    private static final long CLOSE_SECONDS = 5;

    private final CatalogRefresh refresh;
    private final Duration cadence;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "retrievers-catalog");
        thread.setDaemon(true);
        return thread;
    });

    CatalogTicks(CatalogRefresh refresh, Duration cadence, MeterRegistry meters) {
        this.refresh = refresh;
        this.cadence = cadence;
        gauge(meters, "entities", CatalogReport::entities);
        gauge(meters, "problems", report -> report.problems().size());
        gauge(meters, "withheld", CatalogReport::withheld);
    }

    private void gauge(MeterRegistry meters, String name, ToIntFunction<CatalogReport> value) {
        Gauge.builder(
                        PREFIX + name,
                        () -> refresh.latest().map(value::applyAsInt).orElse(0))
                .register(meters);
    }

    void start() {
        executor.scheduleWithFixedDelay(this::tick, 0, cadence.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks at it now as well. */
    void now() {
        try {
            executor.execute(this::tick);
        } catch (RejectedExecutionException e) {
            LOG.debug("The catalog is not looked at any more", e);
        }
    }

    private void tick() {
        try {
            refresh.look();
        } catch (RuntimeException e) {
            LOG.warn("The catalog could not be published; it is tried again in {}: {}", cadence, DeadLetters.reason(e));
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
