package io.techinsights.standalone.embedded.registry;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry in this process that any client of Confluent's can talk to. All that it knows is on a compacted
 * topic, so it knows the same after a restart.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRegistry.class);

    private final RegistryServer server;
    private final RegistryCommands commands;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedRegistry(RegistryServer server, RegistryCommands commands) {
        this.server = server;
        this.commands = commands;
    }

    /**
     * Starts a registry and returns once it has read its topic and answers. Not to be called on an event loop.
     *
     * @param kafkaClientConfig how to reach the broker, without serializers
     * @param topic created where it is absent
     * @param port 0 for any free one
     * @throws IllegalStateException where the topic is unfit or cannot be read, or the port is taken
     */
    public static EmbeddedRegistry start(
            Vertx vertx, Map<String, Object> kafkaClientConfig, String topic, String host, int port) {
        var state = new RegistryState();
        var commands = new RegistryCommands(state, new KafkaSchemaLog(kafkaClientConfig, topic, state::apply));
        try {
            var server = RegistryServer.start(vertx, state, commands, host, port);
            LOG.info("Schema registry {} on topic {}", server.address(), topic);
            return new EmbeddedRegistry(server, commands);
        } catch (RuntimeException e) {
            commands.close();
            throw e;
        }
    }

    /** Where clients find it, {@code http://host:port}. */
    public URI address() {
        return server.address();
    }

    /** Stops it, within seconds; a second call does nothing. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            server.close();
            commands.close();
        }
    }
}
