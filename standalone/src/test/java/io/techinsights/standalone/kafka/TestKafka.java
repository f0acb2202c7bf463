package io.techinsights.standalone.kafka;

import io.techinsights.standalone.embedded.Broker;
import io.techinsights.standalone.embedded.EmbeddedBroker;
import io.techinsights.standalone.embedded.LocalKafka;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** Starts brokers where the build says: embedded, or in containers with {@code -Dtest.kafka=containers}. */
public final class TestKafka {
    /** The system property that says where. */
    public static final String WHERE = "test.kafka";

    public static final String CONTAINERS = "containers";

    private TestKafka() {}

    static boolean inContainers() {
        return System.getProperty(WHERE, "embedded").equals(CONTAINERS);
    }

    /**
     * A broker of one's own.
     *
     * @param folder of the embedded one
     */
    public static Broker broker(Path folder) {
        return inContainers() ? ContainerBroker.start() : EmbeddedBroker.start(folder, 0);
    }

    /** The same, with a schema registry that is kept on it. */
    public static LocalKafka withRegistry(Vertx vertx, Path folder, LocalKafka.Producers producers) {
        return LocalKafka.beside(broker(folder), vertx, 0, producers, step -> {});
    }
}
