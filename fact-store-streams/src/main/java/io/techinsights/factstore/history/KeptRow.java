package io.techinsights.factstore.history;

import org.apache.kafka.common.utils.Bytes;

/**
 * A row that is kept: what was observed at a time or, where a retriever keeps changes only, again and again until another.
 * The rows of an entity and retriever never overlap.
 *
 * @param observedAt when it was observed first, in epoch milliseconds
 * @param lastObservedAt when the same was observed last; the first time again where it was observed once
 * @param bytes as the latest-facts topic carries the first observation
 */
public record KeptRow(long observedAt, long lastObservedAt, Bytes bytes) {
    public KeptRow {
        if (lastObservedAt < observedAt) {
            throw new IllegalArgumentException("A row was observed from " + observedAt + " until " + lastObservedAt
                    + ", expected no earlier time");
        }
    }

    /** A row that was observed once. */
    public static KeptRow once(long observedAt, Bytes bytes) {
        return new KeptRow(observedAt, observedAt, bytes);
    }

    /** Whether it stands for one time only. */
    public boolean isPoint() {
        return lastObservedAt == observedAt;
    }

    /** Whether this time is one that it stands for. */
    public boolean covers(long time) {
        return observedAt <= time && time <= lastObservedAt;
    }

    /** The same, observed until this time. */
    public KeptRow until(long time) {
        return new KeptRow(observedAt, time, bytes);
    }
}
