package io.techinsights.standalone.embedded.registry;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A log on a topic. The state follows what the topic says and never what was sent, so a write of which nobody knows
 * whether it arrived is in the state if and only if it did.
 */
final class KafkaSchemaLog implements SchemaLog {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE = Duration.ofSeconds(2);
    private static final int STORE_FAILED = 50001;
    private static final int STORE_TIMED_OUT = 50002;

    private final TopicPartition partition;
    private final Consumer<RegistryEvent> follower;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Opens the log and hands all that it holds to the follower, in order. */
    KafkaSchemaLog(Map<String, Object> clientConfig, String topic, Consumer<RegistryEvent> follower) {
        new RegistryTopic(clientConfig, topic).ensure();
        this.partition = new TopicPartition(topic, 0);
        this.follower = follower;
        this.consumer = new KafkaConsumer<>(
                consumerConfig(clientConfig), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.producer =
                new KafkaProducer<>(producerConfig(clientConfig), new ByteArraySerializer(), new ByteArraySerializer());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        try {
            refresh();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** A fetch that waits for records holds up the question for the end behind it, so none waits long. */
    private static Map<String, Object> consumerConfig(Map<String, Object> clientConfig) {
        Map<String, Object> config = new HashMap<>(clientConfig);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    private static Map<String, Object> producerConfig(Map<String, Object> clientConfig) {
        Map<String, Object> config = new HashMap<>(clientConfig);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        return config;
    }

    @Override
    public void refresh() {
        try {
            long end = consumer.endOffsets(List.of(partition), TIMEOUT).getOrDefault(partition, 0L);
            long deadline = System.nanoTime() + TIMEOUT.toNanos();
            while (consumer.position(partition, TIMEOUT) < end) {
                if (System.nanoTime() > deadline) {
                    throw new RegistryProblem(
                            STORE_TIMED_OUT, partition.topic() + " could not be read to offset " + end, null);
                }
                consumer.poll(POLL).forEach(record -> follower.accept(EventRecords.read(record)));
            }
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    @Override
    public void append(List<RegistryEvent> events) {
        try {
            List<Future<RecordMetadata>> sent = events.stream()
                    .map(event -> producer.send(EventRecords.write(partition.topic(), event)))
                    .toList();
            for (Future<RecordMetadata> acknowledgement : sent) {
                acknowledgement.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | KafkaException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
        refresh();
    }

    private RegistryProblem failed(Throwable cause) {
        return new RegistryProblem(
                STORE_FAILED,
                "Topic " + partition.topic() + " failed, the change may be kept or not: "
                        + cause.getClass().getSimpleName() + ": " + cause.getMessage(),
                cause);
    }

    @Override
    public void close() {
        producer.close(CLOSE);
        consumer.close(CloseOptions.timeout(CLOSE));
    }
}
