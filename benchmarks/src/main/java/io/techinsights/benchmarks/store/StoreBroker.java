package io.techinsights.benchmarks.store;

import io.techinsights.standalone.embedded.Broker;
import io.techinsights.standalone.embedded.EmbeddedBroker;
import io.techinsights.streams.app.KafkaSettings;
import io.techinsights.streams.app.StateSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A broker of its own on a folder of its own, which goes with it. Several fact stores may use it, each under a prefix. */
public final class StoreBroker implements AutoCloseable {
    private static final int PARTITIONS = 4;

    /** Nobody asks it: every schema is in memory. */
    private static final URI NO_REGISTRY = URI.create("http://127.0.0.1:1");

    private final Path folder;
    private final Broker broker;

    /** Starts it. */
    public StoreBroker() throws IOException {
        folder = Files.createTempDirectory("fact-store");
        broker = EmbeddedBroker.start(logs(), 0);
    }

    /** What a fact store of this prefix is configured with. */
    KafkaSettings kafka(String prefix) {
        return kafka(prefix, PARTITIONS);
    }

    /** The same, with so many partitions of each topic. */
    KafkaSettings kafka(String prefix, int partitions) {
        return new KafkaSettings(
                broker.bootstrapServers(),
                NO_REGISTRY,
                prefix,
                partitions,
                (short) 1,
                folder.resolve(prefix),
                Optional.empty(),
                StateSettings.defaults(),
                Map.of());
    }

    /** Where the broker keeps each partition of a topic in a folder. */
    Path logs() {
        return folder.resolve("kafka");
    }

    @Override
    public void close() throws IOException {
        broker.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
