package io.techinsights.factstore.schema;

import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.schemas.fact.FactSchema;
import io.techinsights.schemas.fact.HistoryMode;
import io.techinsights.schemas.fact.Oblivion;

/**
 * How the rows of a retriever are kept, and the one place that says when a row is expired: when it was observed for the
 * last time before the cutoff.
 *
 * @param forgottenBefore rows that were observed for the last time before this are forgotten, in epoch milliseconds; all
 *     of them while the retriever is
 */
public record RetentionPolicy(FactLifecycle lifecycle, HistoryMode history, long forgottenBefore) {
    private static final long NEVER = Long.MIN_VALUE;

    /** Of a retriever that announced nothing: everything, for ever. */
    static RetentionPolicy ofNobody() {
        return new RetentionPolicy(new FactLifecycle.Keep(), HistoryMode.ALL, NEVER);
    }

    static RetentionPolicy of(FactSchema schema) {
        return new RetentionPolicy(schema.lifecycle(), schema.history(), forgottenBefore(schema.oblivion()));
    }

    private static long forgottenBefore(Oblivion oblivion) {
        if (oblivion instanceof Oblivion.Forgotten) {
            return Long.MAX_VALUE;
        }
        return oblivion.at().map(java.time.Instant::toEpochMilli).orElse(NEVER);
    }

    /** Rows observed for the last time before this are expired; the least time there is where none ever are. */
    public long cutoff(long now) {
        return Math.max(forgottenBefore, timeToLiveCutoff(now));
    }

    /** The same by the time-to-live alone, as it would have been at another time. */
    public long timeToLiveCutoff(long now) {
        return lifecycle instanceof FactLifecycle.TimeToLive ttl
                ? now - ttl.age().toMillis()
                : NEVER;
    }

    /** Whether rows can expire at all. */
    public boolean expires() {
        return lifecycle instanceof FactLifecycle.TimeToLive || forgottenBefore > NEVER;
    }

    /** Whether a row that was observed then for the last time is expired because its retriever was forgotten. */
    public boolean isForgotten(long lastObservedAt) {
        return lastObservedAt < forgottenBefore;
    }
}
