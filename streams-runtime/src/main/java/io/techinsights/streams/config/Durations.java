package io.techinsights.streams.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Durations as Backstage's configuration writes them: a map of units, an ISO-8601 duration, or milliseconds. A month is
 * 30 days and a year 365.
 */
public final class Durations {
    private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("years", Duration.ofDays(365));
        UNITS.put("months", Duration.ofDays(30));
        UNITS.put("weeks", Duration.ofDays(7));
        UNITS.put("days", Duration.ofDays(1));
        UNITS.put("hours", Duration.ofHours(1));
        UNITS.put("minutes", Duration.ofMinutes(1));
        UNITS.put("seconds", Duration.ofSeconds(1));
        UNITS.put("milliseconds", Duration.ofMillis(1));
    }

    private Durations() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static Duration of(JsonNode node) {
        Duration duration = node.isNumber() ? millis(node) : node.isObject() ? units(node) : iso(node);
        if (duration.isNegative()) {
            throw expected(node);
        }
        return duration;
    }

    private static Duration millis(JsonNode node) {
        return Duration.ofMillis(node.longValue());
    }

    private static Duration units(JsonNode map) {
        Duration sum = Duration.ZERO;
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            Duration unit = UNITS.get(entry.getKey());
            if (unit == null || !entry.getValue().isNumber()) {
                throw expected(map);
            }
            sum = sum.plusMillis(Math.round(unit.toMillis() * entry.getValue().doubleValue()));
        }
        if (map.isEmpty()) {
            throw expected(map);
        }
        return sum;
    }

    private static Duration iso(JsonNode node) {
        try {
            String text = node.asText();
            int time = text.indexOf('T');
            String date = time < 0 ? text : text.substring(0, time);
            if (date.length() <= 1) {
                return Duration.parse(text);
            }
            var period = java.time.Period.parse(date);
            Duration days = Duration.ofDays(period.getYears() * 365L + period.getMonths() * 30L + period.getDays());
            return time < 0 ? days : days.plus(Duration.parse("P" + text.substring(time)));
        } catch (DateTimeParseException e) {
            throw expected(node);
        }
    }

    private static IllegalArgumentException expected(JsonNode node) {
        return new IllegalArgumentException("is " + node + ", expected a map of " + String.join(", ", UNITS.keySet())
                + ", an ISO-8601 duration, or milliseconds");
    }
}
