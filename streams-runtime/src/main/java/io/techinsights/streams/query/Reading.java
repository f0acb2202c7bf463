package io.techinsights.streams.query;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How one question may be answered, and how old its answer turned out to be. */
public final class Reading {
    private final Duration maxStaleness;
    private final boolean here;
    private final AtomicReference<@Nullable Staleness> oldest;

    private final AtomicBoolean moving;

    private Reading(
            Duration maxStaleness, boolean here, AtomicReference<@Nullable Staleness> oldest, AtomicBoolean moving) {
        this.maxStaleness = maxStaleness;
        this.here = here;
        this.oldest = oldest;
        this.moving = moving;
    }

    /** An answer of a copy may be so old; zero where only the owner may answer. */
    public static Reading within(Duration maxStaleness) {
        return new Reading(maxStaleness, false, new AtomicReference<>(), new AtomicBoolean());
    }

    /** By the owner alone. */
    public static Reading fresh() {
        return within(Duration.ZERO);
    }

    /** The same reading, where this process was chosen to answer, owner or not. */
    public Reading here() {
        return new Reading(maxStaleness, true, oldest, moving);
    }

    /** How old an answer may be. */
    public Duration maxStaleness() {
        return maxStaleness;
    }

    /** Whether a copy may answer. */
    public boolean allowsStandby() {
        return !maxStaleness.isZero();
    }

    boolean allows(Staleness behind) {
        return allowsStandby() && behind.age().compareTo(maxStaleness) <= 0;
    }

    boolean isHere() {
        return here;
    }

    /** An answer, or a part of it, came from a copy. */
    public void note(Staleness behind) {
        oldest.updateAndGet(known -> known == null ? behind : known.or(behind));
    }

    /** A partition was not where it should be: it is being handed over, which does not take long. */
    public void noteMoving() {
        moving.set(true);
    }

    /** Whether it makes sense to ask again soon. */
    public boolean isMoving() {
        return moving.get();
    }

    /** How old the oldest part is; empty where owners answered. */
    public Optional<Staleness> staleness() {
        return Optional.ofNullable(oldest.get());
    }
}
