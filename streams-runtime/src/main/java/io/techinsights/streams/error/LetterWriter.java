package io.techinsights.streams.error;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the letters that are not there yet. All instances of a role write under one transactional id: whoever takes it
 * fences the one before, reads the letters to their very end, and then knows all there are for as long as its transactions
 * succeed. An instance that finds its letters there already never takes it.
 */
final class LetterWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LetterWriter.class);
    private static final int TIMEOUT_MILLIS = 15_000;

    private final String topic;
    private final Map<String, Object> producerConfig;
    private final SourceRecords sources;
    private final KnownOrigins known;
    private final Set<LetterOrigin> leftOut = new HashSet<>();
    private @Nullable Producer<byte[], byte[]> producer;

    LetterWriter(String topic, Map<String, Object> producer, Map<String, Object> consumer) {
        this.topic = topic;
        this.producerConfig = new HashMap<>(producer);
        producerConfig.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic);
        producerConfig.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TIMEOUT_MILLIS);
        producerConfig.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MILLIS);
        producerConfig.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        producerConfig.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS / 2);
        producerConfig.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetters.MAX_BYTES);
        this.sources = new SourceRecords(consumer);
        this.known = new KnownOrigins(topic, consumer);
    }

    /** Leaves the value out of the letter of this origin. */
    void leaveOut(LetterOrigin origin) {
        leftOut.add(origin);
    }

    /**
     * Makes sure that there is a letter of each.
     *
     * @throws KafkaException where that is not so, or not known; it may be asked again
     */
    void write(List<PendingLetter> letters) {
        try {
            Set<String> topics =
                    letters.stream().map(letter -> letter.origin().topic()).collect(Collectors.toSet());
            known.readOn(topics, TopicScan::toEnd);
            if (missing(letters).isEmpty()) {
                return;
            }
            Producer<byte[], byte[]> taken = producer;
            if (taken == null) {
                taken = take();
                known.readOn(topics, TopicScan::toVeryEnd);
            }
            write(taken, missing(letters));
        } catch (KafkaException e) {
            if (Fencing.isBehind(e)) {
                letGo();
            } else {
                close();
            }
            throw e;
        }
    }

    private List<PendingLetter> missing(List<PendingLetter> letters) {
        return letters.stream()
                .filter(letter -> !known.contains(letter.origin()))
                .toList();
    }

    private Producer<byte[], byte[]> take() {
        var taken = new KafkaProducer<>(producerConfig, new ByteArraySerializer(), new ByteArraySerializer());
        producer = taken;
        taken.initTransactions();
        return taken;
    }

    private void write(Producer<byte[], byte[]> taken, List<PendingLetter> missing) {
        Set<LetterOrigin> written = new HashSet<>();
        taken.beginTransaction();
        for (PendingLetter letter : missing) {
            if (written.add(letter.origin())) {
                taken.send(letter(letter));
            }
        }
        taken.commitTransaction();
        written.forEach(known::add);
        missing.forEach(letter -> LOG.warn(
                "{} went to the dead letters: {}", letter.origin(), letter.why().reason()));
    }

    private ProducerRecord<byte[], byte[]> letter(PendingLetter pending) {
        ConsumerRecord<byte[], byte[]> record = pending.record();
        if (record == null) {
            record = sources.find(pending.origin()).orElse(null);
        }
        if (record == null) {
            return DeadLetters.withoutValue(
                    DeadLetters.letter(topic, gone(pending.origin()), pending.why()),
                    "key and value: the record was compacted away before it could be copied");
        }
        ProducerRecord<byte[], byte[]> letter = DeadLetters.letter(topic, record, pending.why());
        return leftOut.contains(pending.origin())
                ? DeadLetters.withoutValue(letter, "a value of " + record.serializedValueSize() + " bytes")
                : letter;
    }

    private static ConsumerRecord<byte[], byte[]> gone(LetterOrigin origin) {
        return new ConsumerRecord<>(
                origin.topic(),
                origin.partition(),
                origin.offset(),
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                0,
                0,
                null,
                null,
                new RecordHeaders(),
                java.util.Optional.empty());
    }

    private void letGo() {
        Producer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        letGo();
        known.close();
        sources.close();
    }
}
