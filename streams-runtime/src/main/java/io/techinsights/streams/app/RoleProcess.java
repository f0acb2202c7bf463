package io.techinsights.streams.app;

import io.techinsights.streams.http.HttpServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process: its roles, behind one HTTP port. */
public final class RoleProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RoleProcess.class);

    private final List<Role> roles;
    private final HttpServer http;

    public RoleProcess(List<Role> roles, HttpServer http) {
        this.roles = List.copyOf(roles);
        this.http = http;
    }

    /**
     * Opens the port, so that probes are answered, then has all roles begin at once, and returns when each has.
     *
     * @throws RuntimeException of the first of them that cannot begin, when none is at it any more
     */
    public void start() {
        http.start(roles);
        URI address = http.address();
        List<FutureTask<Void>> starts = roles.stream()
                .map(role -> new FutureTask<Void>(() -> role.start(address), null))
                .toList();
        for (int i = 0; i < starts.size(); i++) {
            new Thread(starts.get(i), roles.get(i).name() + "-begin").start();
        }
        List<RuntimeException> failures =
                starts.stream().flatMap(start -> failure(start).stream()).toList();
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private static Optional<RuntimeException> failure(Future<Void> start) {
        try {
            start.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(
                    e.getCause() instanceof RuntimeException failure
                            ? failure
                            : new IllegalStateException(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new IllegalStateException("Interrupted while starting", e));
        }
    }

    /** Where it answers. */
    public URI address() {
        return http.address();
    }

    /** Ready where every role is. */
    public Readiness readiness() {
        return Readiness.all(roles.stream().map(Role::readiness).toList());
    }

    /** Stops answering, then stops the roles, the last started first. */
    @Override
    public void close() {
        closeQuietly("http", http);
        List<Role> reversed = new ArrayList<>(roles);
        Collections.reverse(reversed);
        reversed.forEach(role -> closeQuietly(role.name(), role));
    }

    private static void closeQuietly(String name, AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("{} did not stop cleanly", name, e);
        }
    }
}
