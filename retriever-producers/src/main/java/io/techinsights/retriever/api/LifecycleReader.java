package io.techinsights.retriever.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.fact.FactLifecycle;
import io.techinsights.streams.config.Durations;

/** Reads how long facts are kept, as upstream's configuration writes it. */
public final class LifecycleReader {
    private static final String TIME_TO_LIVE = "timeToLive";
    private static final String MAX_ITEMS = "maxItems";

    private LifecycleReader() {}

    /**
     * Reads {@code {timeToLive: <duration>}} or {@code {maxItems: <number>}}.
     *
     * @throws IllegalArgumentException whose message goes on after the name of what was read
     */
    public static FactLifecycle of(JsonNode json) {
        if (json.size() == 1 && json.has(TIME_TO_LIVE)) {
            return timeToLive(json.get(TIME_TO_LIVE));
        }
        if (json.size() == 1 && json.has(MAX_ITEMS)) {
            JsonNode count = json.get(MAX_ITEMS);
            if (!count.isIntegralNumber() || !count.canConvertToInt() || count.intValue() < 1) {
                throw new IllegalArgumentException("has maxItems " + count + ", expected a whole number of 1 or more");
            }
            return new FactLifecycle.MaxItems(count.intValue());
        }
        throw new IllegalArgumentException(
                "is " + json + ", expected either {timeToLive: <duration>} or {maxItems: <number>}");
    }

    private static FactLifecycle timeToLive(JsonNode value) {
        try {
            return new FactLifecycle.TimeToLive(Durations.of(value));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a timeToLive that cannot be: " + e.getMessage(), e);
        }
    }
}
