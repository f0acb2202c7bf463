package io.techinsights.streams.error;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dead letters of what a role reads outside of a topology, from compacted topics that every instance reads anew at every
 * start: one letter of each origin, whatever instances and restarts. Taking a record never waits. It is written in the
 * background, in order, as soon as Kafka takes it; before the first bad record nothing is opened.
 */
public final class DeadLetterLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterLog.class);
    private static final int BATCH = 100;
    private static final long LOOK_MILLIS = 500;
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final String topic;
    private final LetterWriter writer;
    private final PendingLetters pending = new PendingLetters();
    private @Nullable Thread thread;
    private int batch = BATCH;
    private volatile boolean closed;

    /**
     * @param topic of the dead letters of the role, which is also the transactional id of whoever writes
     * @param producer settings of a producer that loses nothing
     * @param consumer settings of a consumer without a group
     */
    public DeadLetterLog(String topic, Map<String, Object> producer, Map<String, Object> consumer) {
        this.topic = topic;
        this.writer = new LetterWriter(topic, producer, consumer);
    }

    /** Takes a record that cannot be taken by the one who read it. */
    public void accept(ConsumerRecord<byte[], byte[]> record, Exception error) {
        pending.add(PendingLetter.of(record, error));
        start();
    }

    private synchronized void start() {
        if (thread == null && !closed) {
            thread = new Thread(this::run, topic);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Whether there is a letter of everything that was taken. */
    public boolean isSettled() {
        return pending.isEmpty();
    }

    private void run() {
        try {
            while (!closed || !pending.isEmpty()) {
                List<PendingLetter> first = pending.await(LOOK_MILLIS, batch);
                if (!first.isEmpty() && !isWritten(first)) {
                    Thread.sleep(BACK_OFF.toMillis());
                }
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("Stopped writing to {}", topic, e);
        } finally {
            writer.close();
        }
    }

    private boolean isWritten(List<PendingLetter> first) {
        try {
            writer.write(first);
            pending.written(first.size());
            batch = BATCH;
            return true;
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            if (isTooLarge(e)) {
                makeSmaller(first, e);
            } else if (!Fencing.isBehind(e)) {
                LOG.warn("{} cannot be written now and is tried again: {}", topic, DeadLetters.reason(e));
            }
            return isTooLarge(e) || Fencing.isBehind(e);
        }
    }

    /** Each alone, then the one that is too large without its value. */
    private void makeSmaller(List<PendingLetter> first, KafkaException why) {
        if (first.size() == 1) {
            LOG.error("A letter of {} is larger than {} takes: {}", first.get(0).origin(), topic, why.getMessage());
            writer.leaveOut(first.get(0).origin());
        }
        batch = 1;
    }

    private static boolean isTooLarge(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException) {
                return true;
            }
        }
        return false;
    }

    /** Writes what is left, for some seconds; what is left then is read and taken again at the next start. */
    @Override
    public void close() {
        closed = true;
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running == null) {
            return;
        }
        try {
            running.join(CLOSE_TIMEOUT.toMillis());
            running.interrupt();
            running.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
