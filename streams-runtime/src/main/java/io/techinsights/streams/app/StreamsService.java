package io.techinsights.streams.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.techinsights.streams.error.PoisonRecords;
import io.techinsights.streams.query.OwnedStores;
import io.techinsights.streams.query.PartitionCopy;
import io.techinsights.streams.query.Staleness;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Kafka Streams app: started once, watched, measured, stopped in bounded time. */
public final class StreamsService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsService.class);
    /** Setting: false where the group waits for the process to come back, as long as its session lasts. */
    public static final String LEAVE_GROUP = "tech.insights.leave.group";

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);

    /** Kafka's meters come with threads and tasks: how soon they are seen. */
    private static final Duration METER_INTERVAL = Duration.ofSeconds(5);

    private final String name;
    private final KafkaStreams streams;
    private final HostInfo address;
    private final LocalState state;
    private final KafkaStreamsMetrics metrics;
    private final ScheduledExecutorService meterLook = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "streams-meters");
        thread.setDaemon(true);
        return thread;
    });
    private final StandbyLags lags = new StandbyLags();
    private final OwnedStores owned;
    private final Membership membership;
    private final Thread looker;
    private final boolean leaving;
    private final boolean copying;
    private final Failures failures;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean hasRun;

    /**
     * @param name for messages and metrics
     */
    public StreamsService(String name, Topology topology, Properties config, MeterRegistry meters) {
        this.name = name;
        this.address = HostInfo.buildFromEndpoint(config.getProperty(StreamsConfig.APPLICATION_SERVER_CONFIG));
        this.state = LocalState.of(config, InstantSource.system());
        state.open();
        this.streams = new KafkaStreams(topology, config);
        streams.setUncaughtExceptionHandler(this::onUncaught);
        this.owned = new OwnedStores(streams);
        this.membership = new Membership(streams, config);
        streams.setStateListener(this::onState);
        this.metrics = new KafkaStreamsMetrics(streams, Tags.of("role", name), meterLook, METER_INTERVAL);
        metrics.bindTo(meters);
        this.failures = new Failures(
                config.get(PoisonRecords.RETRY_ON) instanceof Class<?> away ? away : Void.class, Instant::now);
        this.leaving = !Boolean.FALSE.equals(config.get(LEAVE_GROUP));
        this.looker = new Thread(this::look, name + "-look");
        looker.setDaemon(true);
        this.copying = new StreamsConfig(config).getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG) > 0;
    }

    private void onState(KafkaStreams.State now, KafkaStreams.State before) {
        owned.changed();
        LOG.info("{} went from {} to {}", name, before, now);
        if (now == KafkaStreams.State.RUNNING) {
            hasRun = true;
            membership.joined();
        }
    }

    private StreamThreadExceptionResponse onUncaught(Throwable error) {
        Failures.Failure failure = failures.failed(error);
        LOG.error(
                "{} failed and goes on from the last commit in {} s: {}",
                name,
                failure.backOff().toSeconds(),
                failure.describe(),
                failure.kind() == Failures.Kind.AWAY ? null : error);
        isClosingWithin(failure.backOff());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Waits so long, but no longer than until this is closed. */
    private boolean isClosingWithin(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Begins to run; see {@link #readiness}. */
    public void start() {
        streams.start();
        looker.start();
        membership.start();
    }

    private void look() {
        while (!isClosingWithin(LOOK_INTERVAL)) {
            try {
                state.used();
                if (copying && streams.state().isRunningOrRebalancing()) {
                    long now = millis();
                    boolean updating = streams.state() == KafkaStreams.State.RUNNING;
                    lags.look(streams.allLocalStorePartitionLags(), updating, now);
                }
            } catch (IOException | KafkaException | IllegalStateException e) {
                LOG.debug("{} could not look after itself: {}", name, e.getMessage());
            }
        }
    }

    private static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** What this process has of each partition, and how far it is behind; looked up now. */
    public List<PartitionCopy> partitions() {
        try {
            return LocalCopies.of(streams);
        } catch (KafkaException | IllegalStateException e) {
            LOG.debug("The partitions of {} are not known now: {}", name, e.getMessage());
            return List.of();
        }
    }

    /**
     * How long ago the group confirmed that the partitions which this process takes for its own are; empty where that was just
     * now.
     */
    public Optional<Duration> doubtedSince() {
        return membership.doubted();
    }

    /** How far what this process has of a store is behind its changelog; empty where it has none, or nobody knows. */
    public Optional<Staleness> staleness(String store, int partition) {
        return lags.of(store, partition, millis());
    }

    /** The stores of the partitions that this process owns. */
    public OwnedStores owned() {
        return owned;
    }

    /** To be queried. */
    public KafkaStreams streams() {
        return streams;
    }

    /** Where other instances of the group ask this one. */
    public HostInfo address() {
        return address;
    }

    /**
     * Ready where it runs; what it restores, waits for or failed of otherwise. While Kafka or the registry is away it goes
     * on answering from what it has. Where there are copies it goes on answering while
     * partitions move.
     */
    public Readiness readiness() {
        Optional<Failures.Failure> failure = failures.current();
        if (failure.isPresent() && !(hasRun && failure.get().kind() == Failures.Kind.AWAY)) {
            return new Readiness.NotReady(name + " failed: " + failure.get().describe());
        }
        KafkaStreams.State now = streams.state();
        boolean moving = copying && hasRun && now == KafkaStreams.State.REBALANCING;
        return now == KafkaStreams.State.RUNNING || moving
                ? new Readiness.Ready()
                : new Readiness.NotReady(name + " is " + now);
    }

    @Override
    public void close() {
        closing.countDown();
        boolean stopped = streams.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(
                        leaving
                                ? CloseOptions.GroupMembershipOperation.LEAVE_GROUP
                                : CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
        membership.close();
        meterLook.shutdownNow();
        metrics.close();
        if (!stopped) {
            LOG.warn("{} did not stop within {}", name, CLOSE_TIMEOUT);
        }
    }
}
