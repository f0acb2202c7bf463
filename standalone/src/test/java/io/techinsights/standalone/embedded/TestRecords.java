package io.techinsights.standalone.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to a broker and reads it back, with Kafka's own clients. */
record TestRecords(String bootstrapServers) {
    static final String TOPIC = "letters";

    void createTopic() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    String clusterId() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(client())) {
            return admin.describeCluster().clusterId().get();
        }
    }

    void write(String... values) throws ExecutionException, InterruptedException {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "writer");
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPIC, value)).get();
            }
            producer.commitTransaction();
        }
    }

    /** All there is, by a consumer that is in a group. */
    List<String> read() {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", bootstrapServers,
                "group.id", "readers",
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed");
        var partition = new TopicPartition(TOPIC, 0);
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            do {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            } while (consumer.assignment().isEmpty() || consumer.position(partition) < end);
        }
        return values;
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", bootstrapServers);
    }
}
