package io.techinsights.streams.app;

import io.techinsights.streams.http.Routes;
import io.techinsights.streams.query.StoreQueries;
import java.net.URI;
import java.util.Optional;

/** One job of a process. Its routes are there before it starts, and answer that it is not ready. */
public interface Role extends Routes, AutoCloseable {
    /** For example {@code facts}. */
    String name();

    /**
     * Begins the work and returns; {@link #readiness} tells when it is up.
     *
     * @param address where this process answers
     * @throws RuntimeException where it cannot begin, with a message for the operator
     */
    void start(URI address);

    /** Whether it can do its work now. */
    Readiness readiness();

    /** The stores that instances share; empty where the role has none. */
    default Optional<StoreQueries> stores() {
        return Optional.empty();
    }

    /** Ends the work in bounded time; calling it again does nothing. */
    @Override
    void close();
}
