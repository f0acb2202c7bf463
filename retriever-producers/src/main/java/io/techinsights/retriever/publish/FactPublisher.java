package io.techinsights.retriever.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.retriever.api.FactSink;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the facts of one run and writes them in batches, each as its retriever's own record, keyed by its entity. A row
 * that does not fit goes to the dead letters in the same batch.
 */
public final class FactPublisher implements FactSink {
    private static final Logger LOG = LoggerFactory.getLogger(FactPublisher.class);
    private static final int BATCH_ROWS = 500;
    private static final Duration BATCH_TIME = Duration.ofMillis(250);
    private static final Duration PROGRESS_TIME = Duration.ofSeconds(5);
    private static final int LOGGED_REFUSALS = 10;

    private final FactSchema schema;
    private final Schema record;
    private final Topic<String, GenericRecord> topic;
    private final RefusedRows refusedRows;
    private final RetrieverWriter writer;
    private final Run run;
    private final InstantSource clock;
    private final Progress progress;
    private final Set<String> undeclared = new HashSet<>();
    private final List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
    private Instant lastWrite = Instant.MIN;
    private Instant lastProgress;
    private int batchRows;
    private long rows;
    private long refused;
    private boolean ended;
    private @Nullable RuntimeException failure;

    /**
     * The run that emits.
     *
     * @param only the entities that it may observe, rows of others are left out; empty for all
     */
    public record Run(String id, Instant startedAt, Set<EntityRef> only) {
        public Run {
            only = Set.copyOf(only);
        }
    }

    /** Tells how far a run is. */
    public interface Progress {
        /** What goes out with the next batch, after so many rows were published and refused. */
        Optional<ProducerRecord<byte[], byte[]>> at(long rows, long refused);
    }

    /**
     * @param schema announced with a topic that is declared
     * @param progress is asked every few seconds
     */
    public FactPublisher(
            FactSchema schema, Topics topics, RetrieverWriter writer, Run run, InstantSource clock, Progress progress) {
        this.progress = progress;
        this.lastProgress = clock.instant();
        this.schema = schema;
        this.record = FactRecords.schemaOf(schema);
        this.topic = topics.facts(schema.topic());
        this.refusedRows = new RefusedRows(topics.deadLetters("retrievers"), topic.name());
        this.writer = writer;
        this.run = run;
        this.clock = clock;
    }

    @Override
    public void emit(EntityRef entity, Map<String, JsonNode> facts) {
        emit(entity, facts, run.startedAt());
    }

    @Override
    public synchronized void emit(EntityRef entity, Map<String, JsonNode> facts, Instant observedAt) {
        if (failure != null) {
            throw failure;
        }
        if (ended) {
            throw new IllegalStateException("Run " + run.id() + " of " + schema.retrieverId() + " has ended");
        }
        if (!run.only().isEmpty() && !run.only().contains(entity)) {
            return;
        }
        var row = new FactRow(schema.retrieverId(), schema.version(), entity, observedAt, run.id(), declared(facts));
        try {
            add(row);
            if (batch.size() >= BATCH_ROWS || !clock.instant().isBefore(lastWriteDue())) {
                flush();
            }
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    private Instant lastWriteDue() {
        return lastWrite.equals(Instant.MIN) ? lastWrite : lastWrite.plus(BATCH_TIME);
    }

    private Map<String, JsonNode> declared(Map<String, JsonNode> facts) {
        Map<String, JsonNode> declared = new LinkedHashMap<>(facts);
        declared.keySet().removeIf(name -> {
            boolean unknown = schema.fact(name).isEmpty();
            if (unknown && undeclared.add(name)) {
                LOG.warn(
                        "{} emits the fact '{}', which its schema does not declare: it is left out",
                        schema.retrieverId(),
                        name);
            }
            return unknown;
        });
        return declared;
    }

    private void add(FactRow row) {
        List<String> mismatches = FactRecords.mismatches(schema, row.facts());
        if (!mismatches.isEmpty()) {
            refuse(row, String.join("; ", mismatches));
            return;
        }
        ProducerRecord<byte[], byte[]> outgoing =
                topic.record(Topics.key(row.entity()), FactRecords.toRecord(record, row));
        String tooLarge = Outgoing.tooLarge(outgoing);
        if (tooLarge != null) {
            refuse(row, tooLarge);
            return;
        }
        batch.add(outgoing);
        batchRows++;
    }

    private void refuse(FactRow row, String reason) {
        refused++;
        if (refused <= LOGGED_REFUSALS) {
            LOG.warn("A row of {} for {} goes to the dead letters: {}", row.retrieverId(), row.entity(), reason);
        }
        batch.add(refusedRows.of(row, reason));
    }

    private void flush() {
        if (!clock.instant().isBefore(lastProgress.plus(PROGRESS_TIME))) {
            lastProgress = clock.instant();
            progress.at(rows + batchRows, refused).ifPresent(batch::add);
        }
        writer.write(batch);
        rows += batchRows;
        batch.clear();
        batchRows = 0;
        lastWrite = clock.instant();
    }

    /**
     * Writes what is left of a run that came to its end.
     *
     * @throws RuntimeException where that, or anything before, could not be written
     */
    public synchronized void finish() {
        if (failure != null) {
            throw failure;
        }
        flush();
        ended = true;
    }

    /** Ends a run that did not come to its end: nothing more is written. */
    public synchronized void abandon() {
        ended = true;
    }

    /** Rows that were published. */
    public synchronized long rows() {
        return rows;
    }

    /** Rows that did not fit. */
    public synchronized long refused() {
        return refused;
    }
}
