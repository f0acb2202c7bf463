package io.techinsights.faults.load;

import io.techinsights.faults.cluster.Cluster;
import io.techinsights.faults.model.PushedFacts;
import io.techinsights.faults.model.Row;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.registry.SchemaRegistryClient;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serializer;

/** Writes rows to the fact topic itself, as a program of another team would: idempotent, acknowledged by the replicas. */
final class TopicWriter implements RowWriter, AutoCloseable {
    private static final long BACK_OFF_MILLIS = 300;

    private final Topic<String, GenericRecord> topic;
    private final KafkaProducer<String, byte[]> producer;

    TopicWriter(Cluster cluster) {
        var topics = new Topics(Load.PREFIX, new SchemaRegistryClient(cluster.registryAddress()), List.of());
        this.topic = topics.facts(Topics.DEFAULT_FACT_TOPIC);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        cluster.bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        10_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        30_000),
                topic.key().serializer(),
                (Serializer<byte[]>) (name, bytes) -> bytes);
    }

    @Override
    public List<String> write(PushedFacts retriever, List<Row> rows, Runnable onDoubt) throws InterruptedException {
        List<ProducerRecord<String, byte[]>> records =
                rows.stream().map(row -> record(retriever, row)).toList();
        while (true) {
            try {
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                records.forEach(record -> sent.add(producer.send(record)));
                List<String> positions = new ArrayList<>();
                for (Future<RecordMetadata> one : sent) {
                    RecordMetadata at = one.get();
                    positions.add(Topics.DEFAULT_FACT_TOPIC + "-" + at.partition() + "@" + (at.offset() + 1));
                }
                return positions;
            } catch (ExecutionException e) {
                onDoubt.run();
                Thread.sleep(BACK_OFF_MILLIS);
            }
        }
    }

    private ProducerRecord<String, byte[]> record(PushedFacts retriever, Row row) {
        var fact = new FactRow(
                retriever.id(),
                "1.0.0",
                EntityRef.parse(row.lane().entity()),
                Instant.ofEpochMilli(row.observedAt()),
                null,
                row.values().facts(retriever));
        GenericRecord record = FactRecords.toRecord(FactRecords.schemaOf(retriever.schema()), fact);
        return new ProducerRecord<>(
                topic.name(), row.lane().entity(), topic.value().serializer().serialize(topic.name(), record));
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
    }
}
