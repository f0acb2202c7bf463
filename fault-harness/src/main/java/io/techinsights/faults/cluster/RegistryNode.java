package io.techinsights.faults.cluster;

import io.techinsights.standalone.embedded.registry.EmbeddedRegistry;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The program of the schema registry, kept on the cluster: {@code <bootstrap servers> <port>}. */
public final class RegistryNode {
    private RegistryNode() {}

    /** Runs until the process is ended. */
    public static void main(String[] args) throws InterruptedException {
        var registry = EmbeddedRegistry.start(
                Vertx.vertx(),
                Map.of("bootstrap.servers", args[0]),
                "_schemas",
                FreePorts.HOST,
                Integer.parseInt(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(registry::close, "registry-stop"));
        new CountDownLatch(1).await();
    }
}
