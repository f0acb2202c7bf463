package io.techinsights.faults.cluster;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The program of one node, broker and controller at once: {@code <number> <cluster id> <folder> <ports of each node>…}. Its
 * folder survives it, as that of any broker does.
 */
public final class BrokerNode {
    private static final int FIRST_NODE = 3;

    private BrokerNode() {}

    /** Runs until the process is ended. */
    public static void main(String[] args) throws Exception {
        List<NodePorts> nodes =
                Arrays.stream(args).skip(FIRST_NODE).map(NodePorts::parse).toList();
        var settings = new NodeSettings(Integer.parseInt(args[0]), nodes, Path.of(args[2]));
        formatOnce(settings, args[1]);
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings.toProperties()), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "node-stop"));
        server.startup();
        server.awaitShutdown();
    }

    private static void formatOnce(NodeSettings settings, String clusterId) throws Exception {
        if (Files.exists(settings.folder().resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        Files.createDirectories(settings.folder());
        new Formatter()
                .setNodeId(settings.number())
                .setClusterId(clusterId)
                .setControllerListenerName(NodeSettings.CONTROLLER_LISTENER)
                .addDirectory(settings.folder().toString())
                .setMetadataLogDirectory(settings.folder().toString())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
    }
}
