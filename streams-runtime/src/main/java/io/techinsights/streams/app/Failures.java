package io.techinsights.streams.app;

import io.techinsights.streams.error.DeadLetters;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.errors.LockException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The failures of an app in a row: of what kind the last was, and how long to wait before it goes on from the last commit.
 * Nothing is given up for a failure, since nothing that was not committed is done; what helps somebody has to know.
 */
final class Failures {
    /** So long without a failure, and the next is the first of a row. */
    private static final Duration CALM = Duration.ofMinutes(2);

    private final Class<?> away;
    private final InstantSource clock;
    private @Nullable Failure last;

    /** What a failure means, and who can mend it. */
    enum Kind {
        AWAY("Kafka or the schema registry does not answer", Duration.ofSeconds(10)),
        REFUSED("Kafka refuses it: see its access rules", Duration.ofSeconds(60)),
        TOPICS("a topic is missing: bin/tech-insights topics verify says which", Duration.ofSeconds(30)),
        STATE("the state in the data directory cannot be used: see its disk", Duration.ofSeconds(60)),
        UNEXPECTED("an error that should not be, please report it with the log", Duration.ofSeconds(60));

        private final String meaning;
        private final Duration longest;

        Kind(String meaning, Duration longest) {
            this.meaning = meaning;
            this.longest = longest;
        }
    }

    /**
     * The last of a row.
     *
     * @param since when the row began
     * @param backOff from the failure on
     */
    record Failure(Kind kind, String reason, Instant since, int count, Instant at, Duration backOff) {
        String describe() {
            return kind.meaning + " (" + count + (count == 1 ? " failure" : " failures") + " since " + since + "): "
                    + reason;
        }
    }

    /**
     * @param away what is thrown, beside Kafka's own, where something does not answer
     */
    Failures(Class<?> away, InstantSource clock) {
        this.away = away;
        this.clock = clock;
    }

    /** Notes a failure. */
    synchronized Failure failed(Throwable error) {
        Instant now = clock.instant();
        Kind kind = kind(error);
        Failure before =
                last == null || last.at().plus(last.backOff()).plus(CALM).isBefore(now) ? null : last;
        int count = before == null ? 1 : before.count() + 1;
        Duration backOff = Duration.ofSeconds(1L << Math.min(count - 1, 10));
        var failure = new Failure(
                kind,
                DeadLetters.reason(error),
                before == null ? now : before.since(),
                count,
                now,
                backOff.compareTo(kind.longest) < 0 ? backOff : kind.longest);
        last = failure;
        return failure;
    }

    /** The last failure while its back-off lasts. */
    synchronized Optional<Failure> current() {
        return Optional.ofNullable(last)
                .filter(failure -> clock.instant().isBefore(failure.at().plus(failure.backOff())));
    }

    private Kind kind(Throwable error) {
        return causes(error)
                .flatMap(cause -> kindOf(cause).stream())
                .findFirst()
                .orElse(Kind.UNEXPECTED);
    }

    /** The innermost cause says the most. */
    private static Stream<Throwable> causes(Throwable error) {
        Throwable cause = error.getCause();
        return cause == null ? Stream.of(error) : Stream.concat(causes(cause), Stream.of(error));
    }

    private Optional<Kind> kindOf(Throwable cause) {
        if (away.isInstance(cause)) {
            return Optional.of(Kind.AWAY);
        }
        if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
            return Optional.of(Kind.REFUSED);
        }
        if (cause instanceof MissingSourceTopicException || cause instanceof UnknownTopicOrPartitionException) {
            return Optional.of(Kind.TOPICS);
        }
        if (cause instanceof RocksDBException
                || cause instanceof ProcessorStateException
                || cause instanceof LockException
                || cause instanceof SerializationException
                || cause instanceof IOException) {
            return Optional.of(Kind.STATE);
        }
        return cause instanceof ApiException ? Optional.of(Kind.AWAY) : Optional.empty();
    }
}
