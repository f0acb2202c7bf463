package io.techinsights.faults.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How one node of a cluster is set that loses nothing while one node is away: three replicas of everything, of which two
 * have to have what is acknowledged; a node that is gone is missed within seconds, and so is a producer.
 *
 * @param number of the node, from 1
 * @param nodes the ports of all nodes, in their order
 */
record NodeSettings(int number, List<NodePorts> nodes, Path folder) {
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final int MEBIBYTE = 1024 * 1024;
    private static final String FEW_PARTITIONS = "4";

    NodeSettings {
        nodes = List.copyOf(nodes);
    }

    Properties toProperties() {
        var properties = new Properties();
        identity(properties);
        replicas(properties);
        quickTurns(properties);
        smallFootprint(properties);
        return properties;
    }

    private void identity(Properties properties) {
        NodePorts own = nodes.get(number - 1);
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", Integer.toString(number));
        properties.setProperty(
                "controller.quorum.voters",
                IntStream.rangeClosed(1, nodes.size())
                        .mapToObj(node -> node + "@" + nodes.get(node - 1).controllerAddress())
                        .collect(Collectors.joining(",")));
        properties.setProperty("controller.listener.names", CONTROLLER_LISTENER);
        properties.setProperty("inter.broker.listener.name", "BROKER");
        properties.setProperty("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.setProperty(
                "listeners", "BROKER://" + own.brokerAddress() + ",CONTROLLER://" + own.controllerAddress());
        properties.setProperty("advertised.listeners", "BROKER://" + own.brokerAddress());
        properties.setProperty("log.dirs", folder.toString());
        properties.setProperty("auto.create.topics.enable", "false");
    }

    private static void replicas(Properties properties) {
        properties.setProperty("default.replication.factor", "3");
        properties.setProperty("min.insync.replicas", "2");
        for (String internal : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            properties.setProperty(internal + ".replication.factor", "3");
            properties.setProperty(internal + ".num.partitions", FEW_PARTITIONS);
        }
        properties.setProperty("transaction.state.log.min.isr", "2");
        properties.setProperty("share.coordinator.state.topic.min.isr", "2");
    }

    /** The transaction of a producer that was killed holds up every reader until its time is over and somebody looks. */
    private static void quickTurns(Properties properties) {
        properties.setProperty("broker.heartbeat.interval.ms", "500");
        properties.setProperty("broker.session.timeout.ms", "3000");
        properties.setProperty("controller.quorum.election.timeout.ms", "1000");
        properties.setProperty("controller.quorum.fetch.timeout.ms", "2000");
        properties.setProperty("controller.quorum.election.backoff.max.ms", "500");
        properties.setProperty("replica.lag.time.max.ms", "3000");
        properties.setProperty("group.initial.rebalance.delay.ms", "300");
        properties.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
    }

    private static void smallFootprint(Properties properties) {
        properties.setProperty("log.cleaner.dedupe.buffer.size", bytes(4));
        properties.setProperty("log.index.size.max.bytes", bytes(1));
        properties.setProperty("metadata.log.segment.bytes", bytes(16));
        properties.setProperty("offsets.topic.segment.bytes", bytes(16));
        properties.setProperty("transaction.state.log.segment.bytes", bytes(16));
        properties.setProperty("num.network.threads", "2");
        properties.setProperty("num.io.threads", "4");
        properties.setProperty("background.threads", "2");
    }

    private static String bytes(int mebibytes) {
        return Integer.toString(mebibytes * MEBIBYTE);
    }
}
