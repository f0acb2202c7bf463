package io.techinsights.standalone.kafka;

import io.techinsights.standalone.embedded.Broker;
import org.testcontainers.kafka.KafkaContainer;

/** A broker of Kafka's own image, with the settings that decide what a client can rely on as the embedded one has them. */
final class ContainerBroker implements Broker {
    static final String IMAGE = "apache/kafka:4.3.1";

    private final KafkaContainer container = new KafkaContainer(IMAGE)
            .withEnv("KAFKA_OPTS", "-XX:TieredStopAtLevel=1")
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4")
            .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4");

    static ContainerBroker start() {
        var broker = new ContainerBroker();
        broker.container.start();
        return broker;
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers().replaceFirst("^.*//", "");
    }

    @Override
    public void close() {
        container.stop();
    }
}
