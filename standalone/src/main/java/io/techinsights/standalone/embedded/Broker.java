package io.techinsights.standalone.embedded;

/** A running Kafka broker. Who uses one knows nothing of how it runs. */
public interface Broker extends AutoCloseable {
    /** Where clients connect, {@code host:port}. */
    String bootstrapServers();

    /** Stops it, within seconds; a second call does nothing. */
    @Override
    void close();
}
