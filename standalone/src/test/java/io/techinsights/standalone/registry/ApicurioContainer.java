package io.techinsights.standalone.registry;

import io.techinsights.standalone.registry.RegistryKind.TestRegistry;
import java.net.URI;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** Apicurio Registry from its image, as docker-compose.yml runs it, its schemas in memory. */
final class ApicurioContainer {
    static final String IMAGE = "apicurio/apicurio-registry:3.3.3";
    private static final int PORT = 8080;

    private ApicurioContainer() {}

    static TestRegistry run() {
        var container = new GenericContainer<>(IMAGE)
                .withExposedPorts(PORT)
                .waitingFor(Wait.forHttp(ApicurioProcess.PATH + "/subjects")
                        .forPort(PORT)
                        .withStartupTimeout(Duration.ofMinutes(2)));
        container.start();
        var address = URI.create(
                "http://" + container.getHost() + ":" + container.getMappedPort(PORT) + ApicurioProcess.PATH);
        return new TestRegistry(address, container::stop);
    }
}
