package io.techinsights.retriever.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
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
import io.techinsights.streams.query.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RetrieverTaskTest {
    private static final EntityRef PETSTORE = EntityRef.parse("component:default/petstore");
    private final Topics topics = new Topics("ti.", new InMemorySchemaRegistry(), List.of());
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private Consumer<String> reading = id -> {};
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    private interface Observation {
        void observe(FactSink sink) throws Exception;
    }

    private record Retriever(Observation observation) implements FactRetriever {
        @Override
        public String id() {
            return "pages";
        }

        @Override
        public String version() {
            return "1.0.0";
        }

        @Override
        public String title() {
            return "Pages";
        }

        @Override
        public String description() {
            return "Counts pages";
        }

        @Override
        public Map<String, FactDefinition> schema() {
            return Map.of("pages", FactDefinition.of(FactType.INTEGER, "Pages"));
        }

        @Override
        public void retrieve(RetrieverContext context, FactSink sink) throws Exception {
            observation.observe(sink);
        }
    }

    private RetrieverTask task(Duration timeout, Observation observation) {
        var registration = new RetrieverRegistration(
                new Retriever(observation),
                new Every(Duration.ofHours(1)),
                timeout,
                Duration.ofSeconds(5),
                new FactLifecycle.Keep(),
                HistoryMode.ALL,
                "facts",
                Json.object());
        InstantSource clock = () -> now;
        var environment = new RunEnvironment(
                topics, id -> new RetrieverWriter(this::producer), List::of, clock, new SimpleMeterRegistry());
        var task = new RetrieverTask(registration, environment, RandomGenerator.of("L64X128MixRandom"));
        task.own(true);
        return task;
    }

    private MockProducer<byte[], byte[]> producer() {
        var producer = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        producers.add(producer);
        return producer;
    }

    /** What was recorded of the latest run, one after the other. */
    private List<RetrieverRun> recorded() {
        return recorded("pages"::equals);
    }

    private List<RetrieverRun> recorded(Predicate<String> key) {
        var topic = topics.retrieverRuns();
        return producers.stream()
                .flatMap(producer -> producer.history().stream())
                .filter(record -> record.topic().equals(topic.name()))
                .filter(record -> key.test(new String(record.key(), StandardCharsets.UTF_8)))
                .map(record -> topic.value().deserializer().deserialize(record.topic(), record.value()))
                .toList();
    }

    /** The runs that are kept, by their keys. */
    private Optional<RetrieverRun> kept(String key) {
        List<RetrieverRun> runs = recorded(key::equals);
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private boolean runIfDue(RetrieverTask task) {
        Optional<RetrievalRun> run = task.begin(new RunLog(this::kept, id -> reading.accept(id)));
        run.ifPresent(task::run);
        return run.isPresent();
    }

    @Test
    void shouldRecordTheStartAndTheEndOfARun() {
        // Given
        RetrieverTask task =
                task(Duration.ofMinutes(1), sink -> sink.emit(PETSTORE, Map.of("pages", IntNode.valueOf(3))));
        boolean early = runIfDue(task);
        pass(Duration.ofSeconds(5));

        // When
        boolean due = runIfDue(task);

        // Then
        assertThat(early).isFalse();
        assertThat(due).isTrue();
        assertThat(recorded())
                .extracting(
                        RetrieverRun::getOutcome,
                        RetrieverRun::getTrigger,
                        RetrieverRun::getRows,
                        RetrieverRun::getNextDueAt)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(RunState.RUNNING, "initial", 0L, null),
                        org.assertj.core.groups.Tuple.tuple(RunState.SUCCEEDED, "initial", 1L, now.plusSeconds(3600)));
        assertThat(task.nextDue()).contains(now.plusSeconds(3600));
    }

    @Test
    void shouldRecordAndRetryARunThatFailed() {
        // Given
        RetrieverTask task = task(Duration.ofMinutes(1), sink -> {
            throw new IllegalStateException("no luck");
        });
        pass(Duration.ofSeconds(5));
        runIfDue(task);
        pass(Duration.ofSeconds(15));

        // When
        boolean retried = runIfDue(task);

        // Then
        assertThat(retried).isTrue();
        assertThat(recorded()).last().satisfies(run -> {
            assertThat(run.getTrigger()).isEqualTo("retry");
            assertThat(run.getOutcome()).isEqualTo(RunState.FAILED);
            assertThat(run.getError()).isEqualTo("IllegalStateException: no luck");
        });
    }

    @Test
    void shouldInterruptARunWhoseTimeIsOver() throws InterruptedException {
        // Given
        var interrupted = new CountDownLatch(1);
        RetrieverTask task = task(Duration.ofMillis(50), sink -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
        pass(Duration.ofSeconds(5));

        // When
        runIfDue(task);

        // Then
        assertThat(interrupted.await(5, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThat(recorded()).last().satisfies(run -> {
            assertThat(run.getOutcome()).isEqualTo(RunState.TIMED_OUT);
            assertThat(run.getError()).contains("timeout of PT0.05S");
        });
    }

    @Test
    void shouldLeaveTheRecordToWhoeverTookTheRetrieverOver() {
        // Given
        var holder = new ArrayList<RetrieverTask>();
        RetrieverTask task = task(Duration.ofMinutes(1), sink -> {
            holder.get(0).own(false);
            new CountDownLatch(1).await();
        });
        holder.add(task);
        pass(Duration.ofSeconds(5));

        // When
        runIfDue(task);

        // Then
        assertThat(recorded()).extracting(RetrieverRun::getOutcome).containsExactly(RunState.RUNNING);
        assertThat(runIfDue(task)).isFalse();
    }

    @Test
    void shouldRunOnceForACommandThatIsReadTwice() {
        // Given
        RetrieverTask task = task(Duration.ofMinutes(1), sink -> {});
        Instant asked = now;
        task.command(asked, Set.of());
        pass(Duration.ofSeconds(1));
        boolean first = runIfDue(task);
        task.command(asked, Set.of());

        // When
        boolean second = runIfDue(task);

        // Then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(task.isCommanded()).isFalse();
        assertThat(recorded()).extracting(RetrieverRun::getTrigger).containsOnly("command");
    }

    @Test
    void shouldObserveOnlyTheEntitiesThatSomebodyAsksForAndKeepItsSchedule() {
        // Given
        EntityRef other = EntityRef.parse("component:default/other");
        RetrieverTask task = task(Duration.ofMinutes(1), sink -> {
            sink.emit(PETSTORE, Map.of("pages", IntNode.valueOf(3)));
            sink.emit(other, Map.of("pages", IntNode.valueOf(4)));
        });

        // When
        task.command(now, Set.of(PETSTORE));
        boolean refreshed = runIfDue(task);
        boolean again = runIfDue(task);

        // Then
        assertThat(refreshed).isTrue();
        assertThat(again).isFalse();
        assertThat(task.isCommanded()).isFalse();
        assertThat(recorded()).isEmpty();
        assertThat(kept("pages@1")).hasValueSatisfying(run -> {
            assertThat(run.getTrigger()).isEqualTo("refresh");
            assertThat(run.getRows()).isEqualTo(1);
        });
        pass(Duration.ofSeconds(5));
        assertThat(runIfDue(task)).isTrue();
        assertThat(kept("pages")).map(RetrieverRun::getTrigger).contains("initial");
    }

    @Test
    void shouldCountRunsAndKeepTheLastOnes() {
        // Given
        RetrieverTask task = task(Duration.ofMinutes(1), sink -> {});
        pass(Duration.ofSeconds(5));

        // When
        for (int i = 0; i < 52; i++) {
            assertThat(runIfDue(task)).isTrue();
            pass(Duration.ofHours(1));
        }

        // Then
        List<RetrieverRun> ended = new RunLog(this::kept, reading).ended("pages");
        assertThat(ended)
                .extracting(RetrieverRun::getNumber)
                .hasSize(50)
                .startsWith(52L, 51L)
                .endsWith(3L);
        assertThat(ended.get(0).getDueAt()).isEqualTo(ended.get(0).getStartedAt());
        assertThat(ended.get(0).getMissed()).isZero();
    }

    @Test
    void shouldRecordTheEndOfARunWhoseProcessIsGone() {
        // Given
        RetrieverTask task = task(Duration.ofMinutes(1), sink -> {});
        var abandoned = RetrieverRun.newBuilder()
                .setRetrieverId("pages")
                .setRunId("gone")
                .setOutcome(RunState.RUNNING)
                .setTrigger("cadence")
                .setStartedAt(now.minusSeconds(9000))
                .setDueAt(now.minusSeconds(9000))
                .setRows(0)
                .setRefused(0)
                .setNumber(7)
                .build();
        pass(Duration.ofSeconds(5));

        // When
        task.begin(new RunLog(key -> key.equals("pages") ? Optional.of(abandoned) : Optional.empty(), reading))
                .ifPresent(task::run);

        // Then
        assertThat(kept("pages@7")).map(RetrieverRun::getOutcome).contains(RunState.INTERRUPTED);
        assertThat(kept("pages@8")).hasValueSatisfying(run -> {
            assertThat(run.getTrigger()).isEqualTo("catch-up");
            assertThat(run.getDueAt()).isEqualTo(abandoned.getDueAt());
            assertThat(run.getMissed()).isEqualTo(2);
        });
    }

    private RetrieverRun succeeded(long number, Instant startedAt) {
        return RetrieverRun.newBuilder()
                .setRetrieverId("pages")
                .setRunId("run " + number)
                .setOutcome(RunState.SUCCEEDED)
                .setTrigger("cadence")
                .setStartedAt(startedAt)
                .setEndedAt(startedAt)
                .setRows(1)
                .setRefused(0)
                .setNumber(number)
                .build();
    }

    @Test
    void shouldNotRunWhatAnotherRanBeforeItWasShutOut() {
        // Given
        var latest = new AtomicReference<>(succeeded(7, now.minus(Duration.ofHours(2))));
        RetrieverTask task = task(Duration.ofMinutes(1), sink -> {});
        var readings = new AtomicInteger();
        reading = id -> {
            if (readings.incrementAndGet() == 2) {
                latest.set(succeeded(8, now));
            }
        };
        var log = new RunLog(
                key -> key.equals("pages") ? Optional.ofNullable(latest.get()) : Optional.empty(),
                id -> reading.accept(id));
        pass(Duration.ofSeconds(5));

        // When
        Optional<RetrievalRun> decided = task.begin(log);
        decided.ifPresent(task::run);

        // Then
        assertThat(decided).isPresent();
        assertThat(producers)
                .hasSize(1)
                .allSatisfy(producer -> assertThat(producer.history()).isEmpty());
        assertThat(task.begin(log)).isEmpty();
        pass(Duration.ofHours(1));
        reading = id -> {};
        task.begin(log).ifPresent(task::run);
        assertThat(recorded()).extracting(RetrieverRun::getNumber).containsOnly(9L);
    }

    @Test
    void shouldRecordTheEndOfARunLateThatCouldNotBeRecordedInTime() {
        // Given
        RetrieverTask task = task(Duration.ofMinutes(1), sink -> {
            producers.get(0).fenceProducer();
            sink.emit(PETSTORE, Map.of("pages", IntNode.valueOf(3)));
        });
        pass(Duration.ofSeconds(5));
        runIfDue(task);
        assertThat(recorded()).extracting(RetrieverRun::getOutcome).containsExactly(RunState.RUNNING);

        // When
        pass(Duration.ofMinutes(1));
        runIfDue(task);

        // Then
        assertThat(kept("pages@1")).hasValueSatisfying(run -> {
            assertThat(run.getOutcome()).isEqualTo(RunState.FAILED);
            assertThat(run.getError()).contains("Fenced");
        });
    }

    @Test
    void shouldRecordARunLateThatCouldNotEvenBegin() {
        // Given
        RetrieverTask task = task(Duration.ofMinutes(1), sink -> {});
        reading = id -> {
            throw new UnavailableException("Kafka is away");
        };
        pass(Duration.ofSeconds(5));
        runIfDue(task);
        assertThat(recorded()).isEmpty();

        // When
        reading = id -> {};
        pass(Duration.ofMinutes(1));
        runIfDue(task);

        // Then
        assertThat(kept("pages@1")).map(RetrieverRun::getOutcome).contains(RunState.FAILED);
        assertThat(kept("pages@2")).map(RetrieverRun::getTrigger).contains("retry");
    }

    @Test
    void shouldDecideByOneLookAtTheLog() {
        // Given
        var looks = new AtomicInteger();
        var log = new RunLog(
                key -> key.equals("pages")
                        ? Optional.of(
                                looks.getAndIncrement() == 0 ? succeeded(7, now.minusSeconds(7200)) : succeeded(8, now))
                        : Optional.empty(),
                id -> {});
        RetrieverTask task = task(Duration.ofMinutes(1), sink -> {});
        pass(Duration.ofSeconds(5));

        // When
        task.begin(log).ifPresent(task::run);

        // Then
        assertThat(recorded()).isEmpty();
    }
}
