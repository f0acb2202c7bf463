package io.techinsights.standalone.embedded;

import java.nio.file.Path;
import java.util.Properties;

/**
 * How a broker that is alone, on a laptop, is set: one replica of everything, few internal partitions, little memory.
 *
 * <p>The voters of the controller quorum are given here and not kept in the metadata log, where a port that changes
 * from one start to the next would make the broker look for the controller at the old one.
 */
record BrokerSettings(Path dataDirectory, int port, int controllerPort) {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final int MEBIBYTE = 1024 * 1024;
    private static final String INTERNAL_PARTITIONS = "4";

    Properties toProperties() {
        var properties = new Properties();
        identity(properties);
        oneReplica(properties);
        smallFootprint(properties);
        quickTurns(properties);
        return properties;
    }

    String bootstrapServers() {
        return LocalPort.HOST + ":" + port;
    }

    private void identity(Properties properties) {
        String controller = LocalPort.HOST + ":" + controllerPort;
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", Integer.toString(NODE_ID));
        properties.setProperty("controller.quorum.voters", NODE_ID + "@" + controller);
        properties.setProperty("controller.listener.names", CONTROLLER_LISTENER);
        properties.setProperty("inter.broker.listener.name", "BROKER");
        properties.setProperty("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.setProperty("listeners", "BROKER://" + bootstrapServers() + ",CONTROLLER://" + controller);
        properties.setProperty("advertised.listeners", "BROKER://" + bootstrapServers());
        properties.setProperty("log.dirs", dataDirectory.toString());
        properties.setProperty("auto.create.topics.enable", "false");
    }

    private static void oneReplica(Properties properties) {
        properties.setProperty("default.replication.factor", "1");
        properties.setProperty("min.insync.replicas", "1");
        properties.setProperty("offsets.topic.replication.factor", "1");
        properties.setProperty("offsets.topic.num.partitions", INTERNAL_PARTITIONS);
        properties.setProperty("transaction.state.log.replication.factor", "1");
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("transaction.state.log.num.partitions", INTERNAL_PARTITIONS);
        properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.num.partitions", INTERNAL_PARTITIONS);
    }

    private static void smallFootprint(Properties properties) {
        properties.setProperty("log.cleaner.dedupe.buffer.size", bytes(4));
        properties.setProperty("log.segment.bytes", bytes(64));
        properties.setProperty("log.index.size.max.bytes", bytes(1));
        properties.setProperty("metadata.log.segment.bytes", bytes(16));
        properties.setProperty("offsets.topic.segment.bytes", bytes(16));
        properties.setProperty("transaction.state.log.segment.bytes", bytes(16));
        properties.setProperty("num.network.threads", "2");
        properties.setProperty("num.io.threads", "4");
        properties.setProperty("background.threads", "2");
        properties.setProperty("num.recovery.threads.per.data.dir", "2");
    }

    /** A killed broker is let in again once its session has ended, so the session is short. */
    private static void quickTurns(Properties properties) {
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        properties.setProperty("broker.heartbeat.interval.ms", "500");
        properties.setProperty("broker.session.timeout.ms", "3000");
    }

    private static String bytes(int mebibytes) {
        return Integer.toString(mebibytes * MEBIBYTE);
    }
}
