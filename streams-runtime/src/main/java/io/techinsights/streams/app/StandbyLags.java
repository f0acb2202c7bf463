package io.techinsights.streams.app;

import io.techinsights.streams.query.Staleness;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.LagInfo;
import org.jspecify.annotations.Nullable;

/**
 * How far the stores of this process are behind their changelogs, in time. The ends of the changelogs are looked at now and
 * then; a copy that has come as far as the end was at a time had, at that time, all there was.
 */
final class StandbyLags {
    /**
     * So many looks without a move on either side while copies are brought up to date: what is left can only be markers, and
     * records of aborted transactions.
     */
    private static final int IDLE_LOOKS = 10;

    private final Map<String, Map<Integer, Copy>> copies = new ConcurrentHashMap<>();

    /**
     * Takes what the app says of its stores at a time, in milliseconds of any clock that never goes back.
     *
     * @param updating whether copies are brought up to date: they stand still while what is to be written here is restored
     */
    void look(Map<String, Map<Integer, LagInfo>> lags, boolean updating, long now) {
        copies.keySet().retainAll(lags.keySet());
        lags.forEach((store, partitions) -> {
            Map<Integer, Copy> known = copies.computeIfAbsent(store, key -> new ConcurrentHashMap<>());
            known.keySet().retainAll(partitions.keySet());
            partitions.forEach((partition, lag) -> known.computeIfAbsent(partition, key -> new Copy())
                    .look(lag.currentOffsetPosition(), lag.endOffsetPosition(), updating, now));
        });
    }

    /** How far a store is behind; empty where that is not known. */
    Optional<Staleness> of(String store, int partition, long now) {
        return Optional.ofNullable(copies.getOrDefault(store, Map.of()).get(partition))
                .flatMap(copy -> copy.staleness(now));
    }

    private static final class Copy {
        private final Deque<Look> ahead = new ArrayDeque<>();
        private long position = -1;
        private long end = -1;
        private int idle;
        private @Nullable Long hadAllAt;

        private record Look(long at, long end) {}

        synchronized void look(long newPosition, long newEnd, boolean updating, long now) {
            idle = updating && newPosition == position && newEnd == end ? idle + 1 : 0;
            position = newPosition;
            end = newEnd;
            ahead.add(new Look(now, newEnd));
            while (!ahead.isEmpty() && reached(ahead.getFirst())) {
                hadAllAt = ahead.removeFirst().at();
            }
        }

        /** Behind the last record there is always the marker of its transaction, which a copy does not count. */
        private boolean reached(Look look) {
            return position >= look.end() - 1 || idle >= IDLE_LOOKS;
        }

        synchronized Optional<Staleness> staleness(long now) {
            return Optional.ofNullable(hadAllAt)
                    .map(at -> new Staleness(Duration.ofMillis(Math.max(0, now - at)), Math.max(0, end - position)));
        }
    }
}
