package io.techinsights.retriever.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.streams.config.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** How often a retriever runs. */
public sealed interface Cadence permits CronCadence, Every {
    /** The first time to run after this one. */
    Instant next(Instant after);

    /** The longest time between two runs, as far as it can be told. */
    Duration interval();

    /** As a person would write it. */
    String text();

    /**
     * Reads a cadence: a cron expression of five fields, or of six with the seconds first, or a duration.
     *
     * @param zone that cron expressions mean
     * @throws IllegalArgumentException whose message goes on after the name of what was read
     */
    static Cadence of(JsonNode json, ZoneId zone) {
        if (json.isTextual() && !json.textValue().startsWith("P")) {
            return CronCadence.of(json.textValue(), zone);
        }
        try {
            return new Every(Durations.of(json));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "; or a cron expression", e);
        }
    }

    /** A minute of the day, the same one each time for one id: what a retriever without a cadence runs at. */
    static Cadence daily(String id, ZoneId zone) {
        int minute = Math.floorMod(id.hashCode() * 31, 24 * 60);
        return CronCadence.of(minute % 60 + " " + minute / 60 + " * * *", zone);
    }
}
