package io.techinsights.retriever.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.techinsights.retriever.api.FactRetriever;
import io.techinsights.retriever.api.FactSink;
import io.techinsights.retriever.api.RetrieverContext;
import io.techinsights.retriever.api.RetrieverRegistration;
import io.techinsights.retriever.publish.RetrieverWriter;
import io.techinsights.schemas.avro.RetrieverRun;
import io.techinsights.schemas.avro.RunState;
import io.techinsights.schemas.entity.EntityRef;
import io.techinsights.schemas.fact.FactDefinition;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.schemas.fact.HistoryMode;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.registry.InMemorySchemaRegistry;
import io.techinsights.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Retrievers that do what they should not, beside one that does what it should. */
class MisbehavingRetrieversTest {
    private static final EntityRef PETSTORE = EntityRef.parse("component:default/petstore");
    private static final int MILLION = 1_000_000;

    private final Topics topics = new Topics("ti.", new InMemorySchemaRegistry(), List.of());
    private final Map<String, RetrieverRun> runs = new ConcurrentHashMap<>();
    private final AtomicLong facts = new AtomicLong();
    private final AtomicInteger largestBatch = new AtomicInteger();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private @Nullable RetrieverRunner runner;

    private interface Behaviour {
        void retrieve(RetrieverContext context, FactSink sink) throws Exception;
    }

    private record Retriever(String id, Behaviour behaviour) implements FactRetriever {
        @Override
        public String version() {
            return "1.0.0";
        }

        @Override
        public String title() {
            return id;
        }

        @Override
        public String description() {
            return id;
        }

        @Override
        public Map<String, FactDefinition> schema() {
            return Map.of("pages", FactDefinition.of(FactType.INTEGER, "Pages"));
        }

        @Override
        public void retrieve(RetrieverContext context, FactSink sink) throws Exception {
            behaviour.retrieve(context, sink);
        }
    }

    /** Keeps the runs, and of the facts how many there are: a million of them would be no small thing to keep. */
    private final class Counting extends MockProducer<byte[], byte[]> {
        private int batch;

        Counting() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
            if (record.topic().equals(topics.retrieverRuns().name())) {
                runs.put(
                        new String(record.key(), StandardCharsets.UTF_8),
                        topics.retrieverRuns().value().deserializer().deserialize(record.topic(), record.value()));
            } else {
                facts.incrementAndGet();
                largestBatch.accumulateAndGet(++batch, Math::max);
            }
            return java.util.concurrent.CompletableFuture.completedFuture(null);
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            return send(record, null);
        }

        @Override
        public void beginTransaction() {
            batch = 0;
            super.beginTransaction();
        }
    }

    @AfterEach
    void close() {
        hanging.countDown();
        if (runner != null) {
            runner.close();
        }
    }

    private static Map<String, JsonNode> pages(JsonNode count) {
        return Map.of("pages", count);
    }

    private static RetrieverRegistration registration(Retriever retriever, Duration cadence, Duration timeout) {
        return new RetrieverRegistration(
                retriever,
                new Every(cadence),
                timeout,
                Duration.ZERO,
                new FactLifecycle.Keep(),
                HistoryMode.ALL,
                "facts",
                Json.object());
    }

    private void run(RetrieverRegistration... registrations) {
        var environment = new RunEnvironment(
                topics,
                id -> new RetrieverWriter(Counting::new),
                List::of,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        runner = new RetrieverRunner(
                List.of(registrations), environment, new RunLog(key -> Optional.ofNullable(runs.get(key)), id -> {}));
        runner.owned(id -> true);
        runner.start();
    }

    private static RetrieverRegistration daily(String id, Behaviour behaviour) {
        return registration(new Retriever(id, behaviour), Duration.ofDays(1), Duration.ofSeconds(1));
    }

    private Optional<RetrieverRun> first(String id) {
        return Optional.ofNullable(runs.get(id + "@1"));
    }

    @Test
    void shouldRecordWhatBecameOfEachWhileTheOthersRunOnTime() {
        // When
        run(
                daily("throws", (context, sink) -> {
                    throw new IllegalStateException("no luck");
                }),
                daily("breaks", (context, sink) -> {
                    throw new StackOverflowError("too deep");
                }),
                daily("hangs", (context, sink) -> {
                    boolean ended = false;
                    while (!ended) {
                        try {
                            hanging.await();
                            ended = true;
                        } catch (InterruptedException e) {
                            context.log().debug("told to stop, and does not");
                        }
                    }
                }),
                daily("mistypes", (context, sink) -> {
                    sink.emit(PETSTORE, pages(TextNode.valueOf("three")));
                    sink.emit(PETSTORE, pages(IntNode.valueOf(3)));
                }),
                daily(
                        "invents",
                        (context, sink) -> sink.emit(
                                EntityRef.parse("component:default/nobody-knows-me"), pages(IntNode.valueOf(1)))),
                registration(
                        new Retriever("good", (context, sink) -> sink.emit(PETSTORE, pages(IntNode.valueOf(1)))),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(5)));

        // Then
        await().atMost(Duration.ofSeconds(30))
                .until(() -> List.of("throws", "breaks", "hangs", "mistypes", "invents").stream()
                        .allMatch(id -> first(id).isPresent()));
        assertThat(first("throws")).hasValueSatisfying(run -> {
            assertThat(run.getOutcome()).isEqualTo(RunState.FAILED);
            assertThat(run.getError()).isEqualTo("IllegalStateException: no luck");
        });
        assertThat(first("breaks")).map(RetrieverRun::getError).contains("StackOverflowError: too deep");
        assertThat(first("hangs")).map(RetrieverRun::getOutcome).contains(RunState.TIMED_OUT);
        assertThat(first("mistypes")).hasValueSatisfying(run -> {
            assertThat(run.getOutcome()).isEqualTo(RunState.SUCCEEDED);
            assertThat(run.getRows()).isEqualTo(1);
            assertThat(run.getRefused()).isEqualTo(1);
        });
        assertThat(first("invents")).map(RetrieverRun::getRows).contains(1L);
        await().atMost(Duration.ofSeconds(30)).until(() -> runs.containsKey("good@10"));
        assertThat(runs.get("good@10")).extracting(RetrieverRun::getOutcome).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void shouldWriteAMillionRowsInBoundedBatches() {
        // When
        run(registration(
                new Retriever("much", (context, sink) -> {
                    for (int i = 0; i < MILLION; i++) {
                        sink.emit(EntityRef.parse("component:default/c" + i), pages(IntNode.valueOf(i)));
                    }
                }),
                Duration.ofDays(1),
                Duration.ofMinutes(2)));

        // Then
        await().atMost(Duration.ofMinutes(2)).until(() -> first("much").isPresent());
        assertThat(first("much")).hasValueSatisfying(run -> {
            assertThat(run.getOutcome()).isEqualTo(RunState.SUCCEEDED);
            assertThat(run.getRows()).isEqualTo(MILLION);
        });
        assertThat(facts.get()).isEqualTo(MILLION);
        assertThat(largestBatch.get()).isLessThanOrEqualTo(500);
    }
}
