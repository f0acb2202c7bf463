package io.techinsights.standalone.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node that is broker and controller, in this JVM, on a directory that survives it: a stop, a kill, and a start on
 * other ports. The only class that knows the inside of Kafka's broker, which changes between versions.
 */
public final class EmbeddedBroker implements Broker {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final long CLOSE_MILLIS = 15_000;

    private final DataDirectory directory;
    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(DataDirectory directory, KafkaRaftServer server, String bootstrapServers) {
        this.directory = directory;
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker and returns once it takes requests.
     *
     * @param dataDir created where it is missing
     * @param port of 127.0.0.1; 0 for any free one
     * @throws BrokerStartException where the directory is in use, the port is not free, or Kafka did not start
     */
    public static Broker start(Path dataDir, int port) {
        Path path = dataDir.toAbsolutePath().normalize();
        DataDirectory directory = DataDirectory.take(path);
        try {
            var settings = new BrokerSettings(
                    path, LocalPort.free(port, "the broker"), LocalPort.free(0, "the broker's controller"));
            formatOnce(path);
            return new EmbeddedBroker(directory, startServer(settings), settings.bootstrapServers());
        } catch (RuntimeException e) {
            release(directory);
            throw e;
        }
    }

    /** The file is the last that a format writes, so a format that was cut short is done again. */
    private static void formatOnce(Path path) {
        if (Files.exists(path.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        var formatter = new Formatter()
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .addDirectory(path.toString())
                .setMetadataLogDirectory(path.toString())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            formatter.run();
        } catch (Exception e) {
            throw new BrokerStartException("Data directory " + path + " cannot be formatted: " + e.getMessage(), e);
        }
    }

    private static KafkaRaftServer startServer(BrokerSettings settings) {
        try {
            var server = new KafkaRaftServer(KafkaConfig.fromProps(settings.toProperties()), Time.SYSTEM);
            startUp(server);
            LOG.info("Broker {} on {}", settings.bootstrapServers(), settings.dataDirectory());
            return server;
        } catch (RuntimeException e) {
            throw new BrokerStartException(
                    "The embedded broker did not start on " + settings.dataDirectory() + ": " + e.getMessage(), e);
        }
    }

    private static void startUp(KafkaRaftServer server) {
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        var stopping = new Thread(server::shutdown, "embedded-broker-close");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive()) {
            LOG.warn(
                    "Broker {} has not stopped within {} ms; it recovers at its next start",
                    bootstrapServers,
                    CLOSE_MILLIS);
        }
        release(directory);
    }

    private static void release(DataDirectory directory) {
        try {
            directory.close();
        } catch (IOException e) {
            LOG.warn("The lock of the broker's data directory was not given back: {}", e.getMessage());
        }
    }
}
