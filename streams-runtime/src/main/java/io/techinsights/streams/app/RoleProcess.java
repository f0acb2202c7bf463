package io.techinsights.streams.app;

import io.techinsights.streams.http.HttpServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

    /** Opens the port, so that probes are answered, then starts each role. */
    public void start() {
        http.start(roles);
        URI address = http.address();
        roles.forEach(role -> role.start(address));
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
