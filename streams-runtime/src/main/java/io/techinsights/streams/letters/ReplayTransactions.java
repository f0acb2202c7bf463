package io.techinsights.streams.letters;

import io.techinsights.streams.error.DeadLetters;
import io.techinsights.streams.error.SourceRecords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts records back, each in one transaction with the mark that says so, under an id that it takes from whoever has it. */
final class ReplayTransactions implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final int BATCH = 100;
    private static final long BATCH_BYTES = 8L * 1024 * 1024;

    private final DeadLetterTopics letters;
    private final SourceRecords records;
    private final Producer<byte[], byte[]> producer;

    /** Takes the id: when this returns, all that was committed under it before can be read, and no more will be. */
    ReplayTransactions(DeadLetterTopics letters, ReplaySettings settings) {
        this.letters = letters;
        Map<String, Object> config = new HashMap<>(settings.producer());
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.transactionalId());
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TIMEOUT_MILLIS);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetters.MAX_BYTES);
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.records = new SourceRecords(letters.consumerConfig());
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Puts them back in this order, some at a time. */
    void replay(List<PlacedLetter> placed, Consumer<ReplayOutcome> told) {
        List<PlacedLetter> batch = new ArrayList<>();
        long bytes = 0;
        for (PlacedLetter letter : placed) {
            if (batch.size() == BATCH || bytes > BATCH_BYTES) {
                commit(batch, told);
                batch.clear();
                bytes = 0;
            }
            batch.add(letter);
            bytes += letter.letter().size();
        }
        commit(batch, told);
    }

    private void commit(List<PlacedLetter> batch, Consumer<ReplayOutcome> told) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            producer.beginTransaction();
            batch.forEach(this::send);
            producer.commitTransaction();
        } catch (KafkaException e) {
            Optional<ApiException> refusal = refusal(e);
            if (refusal.isEmpty()) {
                throw e;
            }
            producer.abortTransaction();
            alone(batch, refusal.get(), told);
            return;
        }
        batch.forEach(letter -> told.accept(new ReplayOutcome.Done(letter.letter(), letter.to())));
    }

    private void alone(List<PlacedLetter> batch, ApiException refusal, Consumer<ReplayOutcome> told) {
        if (batch.size() == 1) {
            told.accept(new ReplayOutcome.Refused(batch.get(0).letter(), "Kafka refuses it: " + refusal.getMessage()));
        } else {
            List.copyOf(batch).forEach(letter -> commit(List.of(letter), told));
        }
    }

    /** What Kafka has against a record, whenever it is asked. */
    private static Optional<ApiException> refusal(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException
                    || cause instanceof InvalidRecordException
                    || cause instanceof InvalidTimestampException
                    || cause instanceof TopicAuthorizationException) {
                return Optional.of((ApiException) cause);
            }
        }
        return Optional.empty();
    }

    private void send(PlacedLetter placed) {
        Letter letter = placed.letter();
        ConsumerRecord<byte[], byte[]> record = letters.find(records, letter.address());
        producer.send(new ProducerRecord<>(
                placed.to().topic(),
                placed.to().partition(),
                letter.timestamp().orElse(null),
                record.key(),
                record.value(),
                original(record.headers())));
        producer.send(new ProducerRecord<>(record.topic(), record.partition(), null, null, new byte[0], mark(letter)));
    }

    private static Headers original(Headers headers) {
        var original = new RecordHeaders();
        for (Header header : headers) {
            if (!header.key().startsWith(DeadLetters.PREFIX)) {
                original.add(header);
            }
        }
        return original;
    }

    private static Headers mark(Letter letter) {
        return new RecordHeaders()
                .add(DeadLetters.REPLAYED, letter.address().toString().getBytes(StandardCharsets.UTF_8))
                .add(DeadLetters.REPLAYED_ORIGIN, letter.origin().toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        records.close();
    }
}
