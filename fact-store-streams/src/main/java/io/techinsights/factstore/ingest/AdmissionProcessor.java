package io.techinsights.factstore.ingest;

import static java.util.Objects.requireNonNull;

import io.techinsights.factstore.latest.Origin;
import io.techinsights.factstore.metrics.FactCounters;
import io.techinsights.schemas.topic.EntityKey;
import io.techinsights.schemas.topic.PushKey;
import io.techinsights.streams.error.DeadLetters;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is admitted to one child, and what is refused, byte for byte, to the other. It reads bytes, so that a
 * refusal for any reason keeps them.
 */
final class AdmissionProcessor implements Processor<byte[], byte[], Object, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(AdmissionProcessor.class);
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(30);
    private final Admission admission;
    private final FactCounters counters;
    private final String admitted;
    private final String refused;
    private @Nullable ProcessorContext<Object, Object> context;
    private @Nullable KnownPushes pushes;

    AdmissionProcessor(Admission admission, FactCounters counters, String admitted, String refused) {
        this.admission = admission;
        this.counters = counters;
        this.admitted = admitted;
        this.refused = refused;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        this.context = processorContext;
        var known = new KnownPushes(processorContext.getStateStore(KnownPushes.STORE));
        this.pushes = known;
        processorContext.schedule(
                SWEEP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> known.sweep(Instant.ofEpochMilli(now)));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var at = requireNonNull(context);
        var metadata = at.recordMetadata().orElseThrow();
        var origin = new Origin(metadata.topic(), metadata.partition(), metadata.offset());
        Instant now = Instant.ofEpochMilli(at.currentSystemTimeMs());
        Decision decision = once(record, admission.decide(record.key(), record.value(), origin, now), now);
        if (decision instanceof Decision.Admitted row) {
            EntityKey owner = row.fact().owner();
            at.forward(new Record<>(owner, row.fact(), record.timestamp()), admitted);
        } else if (decision instanceof Decision.Repeated) {
            counters.repeated().increment();
        } else if (decision instanceof Decision.Refused refusal) {
            counters.refused().increment();
            at.forward(deadLetter(record, origin, refusal, now), refused);
        }
    }

    /** A row that says what it is called is admitted the first time it comes. */
    private Decision once(Record<byte[], byte[]> record, Decision decision, Instant now) {
        Optional<String> key = PushKey.of(record.headers());
        if (key.isEmpty() || !(decision instanceof Decision.Admitted row)) {
            return decision;
        }
        AdmittedFact fact = row.fact();
        try {
            boolean isNew = requireNonNull(pushes).add(fact.owner(), key.get(), admission.row(fact), now);
            return isNew ? decision : new Decision.Repeated();
        } catch (IllegalArgumentException e) {
            return new Decision.Refused(DeadLetters.reason(e), e);
        }
    }

    /** Its time is now: the topic keeps by age, and the record may be old. */
    private static Record<Object, Object> deadLetter(
            Record<byte[], byte[]> record, Origin origin, Decision.Refused refusal, Instant now) {
        LOG.warn(
                "{}-{}@{} goes to the dead letters: {}",
                origin.topic(),
                origin.partition(),
                origin.offset(),
                refusal.reason());
        var headers = DeadLetters.headers(
                record.headers(),
                refusal.reason(),
                refusal.cause(),
                origin.topic(),
                origin.partition(),
                origin.offset(),
                record.timestamp());
        byte[] value = DeadLetters.valueOf(record.key(), record.value(), headers);
        return new Record<>(record.key(), value, now.toEpochMilli(), headers);
    }
}
