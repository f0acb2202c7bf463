package io.techinsights.streams.topics;

import io.techinsights.streams.error.DeadLetters;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** An admin client of a Kafka that has answered once. Every wait is bounded, and what is refused has a message. */
public final class BrokerConnection implements AutoCloseable {
    private static final Duration REACHED_WITHIN = Duration.ofSeconds(15);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(60);

    /** Where one broker of several hangs, another is asked in good time. */
    private static final int ANOTHER_AFTER_MILLIS = 4_000;

    private final String address;
    private final Admin admin;
    private final int brokers;

    /** What Kafka said no to. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(Throwable cause) {
            super(DeadLetters.reason(cause), cause);
        }

        /** Whether it was refused for this. */
        public boolean isOf(Class<? extends Throwable> kind) {
            return kind.isInstance(getCause());
        }
    }

    /**
     * @param client settings of a Kafka client
     * @throws IllegalStateException naming the address where nobody answers
     */
    public BrokerConnection(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANOTHER_AFTER_MILLIS);
        settings.putIfAbsent(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 1_000L);
        settings.putIfAbsent(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000L);
        address = String.valueOf(client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
        try {
            admin = Admin.create(settings);
        } catch (KafkaException e) {
            throw unreachable(DeadLetters.reason(e), e);
        }
        try {
            brokers = countBrokers();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private int countBrokers() {
        var options = new DescribeClusterOptions().timeoutMs((int) REACHED_WITHIN.toMillis());
        try {
            return get(admin.describeCluster(options).nodes()).size();
        } catch (RefusedException e) {
            throw e.isOf(org.apache.kafka.common.errors.TimeoutException.class)
                    ? unreachable("no answer within " + REACHED_WITHIN.toSeconds() + " seconds", e)
                    : unreachable(String.valueOf(e.getMessage()), e);
        }
    }

    private IllegalStateException unreachable(String reason, Throwable cause) {
        return new IllegalStateException(
                "Kafka at " + address + " cannot be reached: " + reason
                        + ". Is it running, and is techInsights.kafka.bootstrapServers right?",
                cause);
    }

    /** The client. */
    public Admin admin() {
        return admin;
    }

    /** How many brokers there are. */
    int brokers() {
        return brokers;
    }

    /**
     * What Kafka answers.
     *
     * @throws RefusedException where it says no
     * @throws IllegalStateException where it says nothing
     */
    public <T> T get(KafkaFuture<T> answer) throws RefusedException {
        try {
            return answer.get(ANSWERED_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new RefusedException(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "Kafka at " + address + " did not answer within " + ANSWERED_WITHIN.toSeconds() + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking Kafka", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
