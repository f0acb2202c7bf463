package io.techinsights.benchmarks.scale;

import io.techinsights.benchmarks.pipeline.TopicTail;
import io.techinsights.benchmarks.store.FactLoad;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reports runs of a load to a fleet as fast as they can be sent, and waits until each fact has a committed result. */
final class Feed implements AutoCloseable {
    private final FactLoad load;
    private final int entities;
    private final Topics topics;
    private final Topic<?, CheckResult> results;
    private final Producer<String, byte[]> producer;
    private final TopicTail tail;
    private final JudgedFacts judged = new JudgedFacts();
    private int reported;

    /**
     * @param entities that each run has a fact of
     */
    Feed(Fleet fleet, FactLoad load, int entities) throws InterruptedException {
        this.load = load;
        this.entities = entities;
        topics = fleet.topics();
        results = topics.checkResults();
        producer = new KafkaProducer<>(fleet.kafka().producer(), new StringSerializer(), new ByteArraySerializer());
        tail = new TopicTail(fleet.kafka().bootstrapServers(), results.name(), this::seen);
    }

    private void seen(ConsumerRecord<String, byte[]> read, long nanos) {
        if (read.value() != null) {
            judged.seen(results.value().deserializer().deserialize(results.name(), read.value()), nanos);
        }
    }

    /** Facts a second, from where the first of these runs is sent until the last result of them is read. */
    double report(int runs) throws InterruptedException, TimeoutException {
        long begun = System.nanoTime();
        load.report(producer, topics, entities, reported, runs);
        reported += runs;
        long judgedNanos = judged.await((long) entities * reported);
        return entities * runs * 1e9 / (judgedNanos - begun);
    }

    @Override
    public void close() throws InterruptedException {
        producer.close();
        tail.close();
    }
}
