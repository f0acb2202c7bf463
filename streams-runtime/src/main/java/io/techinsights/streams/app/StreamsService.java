package io.techinsights.streams.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.Properties;
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
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    /** Between a failure and the next try, which most often is for a broker or a registry that is away. */
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final String name;
    private final KafkaStreams streams;
    private final HostInfo address;
    private final KafkaStreamsMetrics metrics;

    /**
     * @param name for messages and metrics
     */
    public StreamsService(String name, Topology topology, Properties config, MeterRegistry meters) {
        this.name = name;
        this.address = HostInfo.buildFromEndpoint(config.getProperty(StreamsConfig.APPLICATION_SERVER_CONFIG));
        this.streams = new KafkaStreams(topology, config);
        streams.setUncaughtExceptionHandler(this::onUncaught);
        streams.setStateListener((now, before) -> LOG.info("{} went from {} to {}", name, before, now));
        this.metrics = new KafkaStreamsMetrics(streams, Tags.of("role", name));
        metrics.bindTo(meters);
    }

    private StreamThreadExceptionResponse onUncaught(Throwable error) {
        LOG.error("{} failed; its thread is replaced and goes on from the last commit", name, error);
        try {
            Thread.sleep(BACK_OFF.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Begins to run; see {@link #readiness}. */
    public void start() {
        streams.start();
    }

    /** To be queried. */
    public KafkaStreams streams() {
        return streams;
    }

    /** Where other instances of the group ask this one. */
    public HostInfo address() {
        return address;
    }

    /** Ready where it runs; what it restores or waits for otherwise. */
    public Readiness readiness() {
        KafkaStreams.State state = streams.state();
        return state == KafkaStreams.State.RUNNING
                ? new Readiness.Ready()
                : new Readiness.NotReady(name + " is " + state);
    }

    @Override
    public void close() {
        boolean closed = streams.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        metrics.close();
        if (!closed) {
            LOG.warn("{} did not stop within {}", name, CLOSE_TIMEOUT);
        }
    }
}
