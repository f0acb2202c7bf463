package io.techinsights.faults.load;

import io.techinsights.faults.cluster.Cluster;
import io.techinsights.faults.model.CheckModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The configuration of every instance: three replicas of every topic, a standby of every store, the checks of the model. */
final class ProductConfig {
    private static final String TEXT = """
            techInsights:
              kafka:
                bootstrapServers: '%s'
                schemaRegistry: '%s'
                partitions: 4
                replicationFactor: 3
                standbyReplicas: 1
              http: { peerSecret: a-secret-that-all-instances-of-the-harness-have }
              catalog: { cadence: { seconds: 2 } }
              factChecker:
                checks:
            %s""";

    private ProductConfig() {}

    static void write(Path folder, Cluster cluster) throws IOException {
        String checks = Arrays.stream(CheckModel.values()).map(CheckModel::yaml).collect(Collectors.joining());
        Files.writeString(
                folder.resolve("config.yaml"),
                TEXT.formatted(cluster.bootstrapServers(), cluster.registryAddress(), checks));
    }
}
