package io.techinsights.retriever.push;

import io.techinsights.streams.http.ApiException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How many pushes of one retriever are taken at a time: one that pushes faster than Kafka acknowledges is told to slow down,
 * and leaves room for the others.
 */
final class PushLimit {
    private final int most;
    private final Map<String, Integer> taking = new HashMap<>();

    PushLimit(int most) {
        this.most = most;
    }

    /**
     * Takes one more.
     *
     * @throws ApiException 429 where there are enough
     */
    <T> T during(String retrieverId, Supplier<T> push) {
        enter(retrieverId);
        try {
            return push.get();
        } finally {
            leave(retrieverId);
        }
    }

    private synchronized void enter(String retrieverId) {
        int now = taking.getOrDefault(retrieverId, 0);
        if (now >= most) {
            throw ApiException.tooManyRequests(
                    now + " pushes to '" + retrieverId + "' are being taken already, expected at most " + most
                            + " at a time: try again later, or push more rows at a time");
        }
        taking.put(retrieverId, now + 1);
    }

    private synchronized void leave(String retrieverId) {
        taking.computeIfPresent(retrieverId, (id, now) -> now == 1 ? null : now - 1);
    }
}
