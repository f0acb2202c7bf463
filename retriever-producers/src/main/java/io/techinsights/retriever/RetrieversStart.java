package io.techinsights.retriever;

import io.techinsights.retriever.api.RetrieverRegistration;
import io.techinsights.retriever.publish.SchemaPublisher;
import io.techinsights.schemas.registry.RegistryException;
import io.techinsights.streams.app.Readiness;
import io.techinsights.streams.query.UnavailableException;
import io.techinsights.streams.topics.CompactedView;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be done, in order and in the background, before retrievers run: the topics are read, then the schemas are
 * announced. What is away is waited for; a schema that the registry refuses stops its own retriever only.
 */
final class RetrieversStart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetrieversStart.class);
    private static final Duration VIEW_WAIT = Duration.ofMillis(500);
    private static final long RETRY_MILLIS = 1_000;
    private static final long CLOSE_MILLIS = 12_000;

    private final List<RetrieverRegistration> registrations;
    private final SchemaPublisher schemas;
    private final List<CompactedView<?, ?>> views;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean done;
    private @Nullable Thread thread;

    RetrieversStart(
            List<RetrieverRegistration> registrations, SchemaPublisher schemas, List<CompactedView<?, ?>> views) {
        this.registrations = registrations;
        this.schemas = schemas;
        this.views = views;
    }

    /** Begins, and runs this when all is done. */
    synchronized void begin(Runnable then) {
        var worker = new Thread(() -> run(then), "retrievers-start");
        worker.setDaemon(true);
        worker.start();
        thread = worker;
    }

    private void run(Runnable then) {
        for (CompactedView<?, ?> view : views) {
            while (!view.awaitCaughtUp(VIEW_WAIT)) {
                if (isClosed()) {
                    return;
                }
            }
        }
        for (RetrieverRegistration registration : registrations) {
            while (!isClosed() && !isAnnounced(registration)) {
                pause();
            }
        }
        if (!isClosed()) {
            then.run();
            done = true;
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private boolean isAnnounced(RetrieverRegistration registration) {
        try {
            schemas.register(registration.schema());
            schemas.announce(registration.schema());
        } catch (RegistryException.Refused e) {
            LOG.error(
                    "The schema registry refuses the schema of {}, so that its runs will fail: {}",
                    registration.id(),
                    e.getMessage());
        } catch (RegistryException.Unavailable | UnavailableException e) {
            LOG.warn("The schema of {} cannot be announced yet: {}", registration.id(), e.getMessage());
            return false;
        }
        return true;
    }

    private void pause() {
        try {
            if (closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("Closed while schemas were being announced");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    Readiness readiness() {
        return done ? new Readiness.Ready() : new Readiness.NotReady("the fact schemas are not announced yet");
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(CLOSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
