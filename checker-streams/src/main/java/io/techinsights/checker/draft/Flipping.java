package io.techinsights.checker.draft;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.techinsights.schemas.avro.CheckStatus;
import io.techinsights.schemas.json.Json;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The entities that changed their status most often. */
final class Flipping {
    private static final int MAX = 100;
    private static final Comparator<One> MOST_FIRST =
            Comparator.comparingInt(One::flips).reversed().thenComparing(One::entity);

    private final PriorityQueue<One> most = new PriorityQueue<>(MOST_FIRST.reversed());
    private long count;

    private record One(String entity, int flips, @Nullable CheckStatus last) {}

    /** Takes in one that changed it at least once. */
    void add(String entity, int flips, @Nullable CheckStatus last) {
        count++;
        most.add(new One(entity, flips, last));
        if (most.size() > MAX) {
            most.poll();
        }
    }

    /** How many changed it. */
    long count() {
        return count;
    }

    /** The first of them, most flips first. */
    ArrayNode toJson() {
        ArrayNode list = Json.array();
        most.stream()
                .sorted(MOST_FIRST)
                .forEach(one -> list.addObject()
                        .put("entity", one.entity())
                        .put("flips", one.flips())
                        .put("last", String.valueOf(one.last())));
        return list;
    }
}
