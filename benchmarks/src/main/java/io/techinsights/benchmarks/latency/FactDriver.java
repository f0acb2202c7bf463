package io.techinsights.benchmarks.latency;

import io.techinsights.benchmarks.pipeline.TopicTail;
import io.techinsights.schemas.avro.CheckResult;
import io.techinsights.schemas.fact.FactRecords;
import io.techinsights.schemas.fact.FactRow;
import io.techinsights.schemas.topic.Topic;
import io.techinsights.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reports facts at a fixed pace, whatever becomes of those before, and takes how long each took from when it was due until its
 * result was read from the topic: a result names the position of the fact it is by. Of a sample it asks over HTTP as well.
 */
final class FactDriver implements AutoCloseable {
    private static final Duration ALL_RESULTS = Duration.ofMinutes(5);
    private static final Duration LAST_RESULTS = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 20;
    private static final int PROBES_PER_SECOND = 25;

    private final CountedFacts facts;
    private final String checkId;
    private final Topic<String, GenericRecord> topic;
    private final Topic<?, CheckResult> results;
    private final Schema record;
    private final Producer<byte[], byte[]> producer;
    private final HttpProbes probes;
    private final TopicTail tail;
    private final DueFacts due = new DueFacts();
    private final DueFacts judged = new DueFacts();
    private final Coverage coverage = new Coverage();
    private final Phases phases = new Phases("before");
    private final AtomicReference<@Nullable Exception> refusal = new AtomicReference<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private long next;
    private @Nullable Running running;

    private record Running(OpenLoop loop, Future<Long> sent) {}

    /**
     * @param checkId the check whose results are waited for; each fact has to have one
     */
    FactDriver(LatencyHouse house, CountedFacts facts, String checkId) throws InterruptedException {
        this.facts = facts;
        this.checkId = checkId;
        Topics topics = house.topics();
        topic = topics.facts(Topics.DEFAULT_FACT_TOPIC);
        results = topics.checkResults();
        record = FactRecords.schemaOf(facts.schema());
        producer = house.producer();
        probes = new HttpProbes(house.instance(), checkId);
        tail = new TopicTail(house.bootstrapServers(), results.name(), this::seen);
    }

    private void seen(ConsumerRecord<String, byte[]> read, long nanos) {
        if (read.value() == null) {
            return;
        }
        CheckResult result = results.value().deserializer().deserialize(results.name(), read.value());
        coverage.seen(
                new Coverage.Definition(result.getCheckId(), result.getCheckHash()),
                CountedFacts.numberOf(result.getEntity()),
                nanos);
        if (result.getCheckId().equals(checkId)) {
            long judgedNanos = nanos - TimeUnit.MILLISECONDS.toNanos(millisSince(result.getEvaluatedAt()));
            result.getSources().forEach(source -> {
                var fact = new Position(source.getPartition(), source.getOffset());
                judged.seen(fact, judgedNanos);
                due.seen(fact, nanos);
            });
        }
    }

    private static long millisSince(Instant time) {
        return System.currentTimeMillis() - time.toEpochMilli();
    }

    /** Which entities have a result by which definition. */
    Coverage coverage() {
        return coverage;
    }

    /** Reports a fact of each entity, as fast as they can be sent, and waits until each has its result. */
    void reportAll() throws InterruptedException, TimeoutException {
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        for (int i = 0; i < facts.entities(); i++) {
            send(next++, System.nanoTime(), now, false);
        }
        awaitResults(facts.entities(), ALL_RESULTS);
    }

    private ProducerRecord<byte[], byte[]> record(long number, Instant at) {
        FactRow row = facts.row(number, at);
        return topic.record(Topics.key(row.entity()), FactRecords.toRecord(record, row));
    }

    /** Begins to report. */
    void start(int perSecond) {
        var loop = new OpenLoop(OpenLoop.Time.SYSTEM, perSecond);
        Instant begin = Instant.ofEpochMilli(System.currentTimeMillis());
        int every = Math.max(1, perSecond / PROBES_PER_SECOND);
        long first = next;
        running = new Running(
                loop,
                thread.submit(() -> loop.run((step, dueNanos) -> send(
                        first + step, dueNanos, begin.plusNanos(dueNanos - loop.beginNanos()), step % every == 0))));
    }

    private void send(long number, long dueNanos, Instant at, boolean isProbed) {
        requireNoRefusal();
        Phase phase = phases.at(dueNanos);
        producer.send(record(number, at), (written, problem) -> {
            if (problem == null) {
                var fact = new Position(written.partition(), written.offset());
                judged.sent(fact, dueNanos, phase.judged());
                due.sent(fact, dueNanos, phase.topic());
            } else {
                refusal.compareAndSet(null, problem);
            }
        });
        if (isProbed) {
            probes.watch(facts.name(number), number, dueNanos, phase.http());
        }
    }

    /** Facts that are due from now on belong to another part of the run. */
    Phase begin(String name) {
        return phases.begin(name, System.nanoTime());
    }

    /**
     * Reports nothing more that is due from now on, and waits until all that was due has its result.
     *
     * @return how it went, for a person
     * @throws IllegalStateException where the pace was not kept, or a fact could not be sent
     * @throws TimeoutException where a fact has no result
     */
    String end() throws InterruptedException, TimeoutException {
        Running ended = running;
        if (ended == null) {
            throw new IllegalStateException("Not started");
        }
        ended.loop().end();
        long sent = sentBy(ended);
        awaitResults(sent, LAST_RESULTS);
        return String.format(
                Locale.ROOT,
                "%,d facts, sent at most %.1f ms late; HTTP %s",
                sent,
                ended.loop().mostBehindNanos() / 1e6,
                probes);
    }

    private static long sentBy(Running running) throws InterruptedException {
        try {
            return running.sent().get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(cause.getMessage(), cause);
        }
    }

    private void requireNoRefusal() {
        Exception refused = refusal.get();
        if (refused != null) {
            throw new IllegalStateException("A fact could not be sent: " + refused.getMessage(), refused);
        }
    }

    private void awaitResults(long sent, Duration patience) throws InterruptedException, TimeoutException {
        producer.flush();
        requireNoRefusal();
        long deadline = System.nanoTime() + patience.toNanos();
        while (due.waiting() > 0 || probes.waiting() > 0) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(String.format(
                        Locale.ROOT,
                        "Of %,d facts %,d have no result on the topic %s after the last was sent, and %,d of the sample none over HTTP; %s",
                        sent,
                        due.waiting(),
                        patience,
                        probes.waiting(),
                        probes));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() throws InterruptedException {
        Running ended = running;
        if (ended != null) {
            ended.loop().end();
        }
        thread.shutdown();
        probes.close();
        producer.close(Duration.ofSeconds(10));
        tail.close();
    }
}
