package io.techinsights.standalone.embedded;

import io.techinsights.standalone.embedded.registry.EmbeddedRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** A broker and a schema registry that is kept on it: all that a pipeline needs beside itself. */
public final class LocalKafka implements AutoCloseable {
    private static final String REGISTRY_TOPIC = "_schemas";

    private final Broker broker;
    private final EmbeddedRegistry registry;

    /** The ports of the broker and the registry; 0 takes any that is free. */
    public record Ports(int broker, int registry) {}

    /** Whether producers die with the broker, which decides what of theirs may be aborted at its start. */
    public enum Producers {
        IN_THIS_PROCESS,
        ELSEWHERE
    }

    private LocalKafka(Broker broker, EmbeddedRegistry registry) {
        this.broker = broker;
        this.registry = registry;
    }

    /**
     * Starts both and returns once they answer. Not to be called on an event loop.
     *
     * @param dataDir the broker's log lies in its folder {@code kafka}
     * @param producers where the producers of this broker run
     * @param progress is told of each step
     * @throws RuntimeException where one cannot start; what had started is stopped
     */
    public static LocalKafka start(
            Vertx vertx, Path dataDir, Ports ports, Producers producers, Consumer<String> progress) {
        progress.accept("Starting the broker on " + dataDir.toAbsolutePath());
        Broker broker = EmbeddedBroker.start(dataDir.resolve("kafka"), ports.broker());
        return beside(broker, vertx, ports.registry(), producers, progress);
    }

    /**
     * Starts a registry that is kept on a broker which runs.
     *
     * @param broker is stopped with it, and where it cannot start
     * @throws RuntimeException where it cannot start
     */
    public static LocalKafka beside(
            Broker broker, Vertx vertx, int registryPort, Producers producers, Consumer<String> progress) {
        try {
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            switch (producers) {
                case IN_THIS_PROCESS -> OpenTransactions.abort(client);
                case ELSEWHERE -> OpenTransactions.abortForgotten(client);
            }
            progress.accept("Starting the schema registry");
            var registry = EmbeddedRegistry.start(vertx, client, REGISTRY_TOPIC, LocalPort.HOST, registryPort);
            return new LocalKafka(broker, registry);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Where the broker answers, {@code host:port}. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Where the schema registry answers. */
    public URI schemaRegistry() {
        return registry.address();
    }

    /** Stops both, within seconds; a second call does nothing. */
    @Override
    public void close() {
        registry.close();
        broker.close();
    }
}
