package io.techinsights.retriever.schedule;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * The times of a cron expression, as the cron that Backstage uses reads it: where both a day of the month and a day of
 * the week are given, either is enough.
 */
final class CronCadence implements Cadence {
    private static final Instant REFERENCE = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SAMPLE = 64;
    private static final String EXPECTED = "expected a cron expression of five fields (minute hour day month weekday),"
            + " for example '*/15 * * * *', of six with the seconds first, or a duration";
    private static final Map<String, String> NAMED = Map.of(
            "@yearly", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@hourly", "0 * * * *");
    private static final CronParser FIVE = new CronParser(definition(CronDefinitionBuilder.defineCron()));
    private static final CronParser SIX = new CronParser(definition(CronDefinitionBuilder.defineCron()
            .withSeconds()
            .withValidRange(0, 59)
            .withStrictRange()
            .and()));

    private final String text;
    private final ExecutionTime times;
    private final ZoneId zone;
    private final Duration interval;

    private CronCadence(String text, ExecutionTime times, ZoneId zone) {
        this.text = text;
        this.times = times;
        this.zone = zone;
        this.interval = longestGap();
    }

    private static CronDefinition definition(CronDefinitionBuilder fields) {
        return fields.withMinutes()
                .withValidRange(0, 59)
                .withStrictRange()
                .and()
                .withHours()
                .withValidRange(0, 23)
                .withStrictRange()
                .and()
                .withDayOfMonth()
                .withValidRange(1, 31)
                .withStrictRange()
                .and()
                .withMonth()
                .withValidRange(1, 12)
                .withStrictRange()
                .and()
                .withDayOfWeek()
                .withValidRange(0, 7)
                .withMondayDoWValue(1)
                .withIntMapping(7, 0)
                .withStrictRange()
                .and()
                .instance();
    }

    static CronCadence of(String text, ZoneId zone) {
        String expression = NAMED.getOrDefault(text.strip(), text.strip());
        try {
            CronParser parser = expression.split("\\s+").length == 6 ? SIX : FIVE;
            var times = ExecutionTime.forCron(parser.parse(expression).validate());
            return new CronCadence(text, times, zone);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is '" + text + "' (" + e.getMessage() + "), " + EXPECTED, e);
        }
    }

    private Duration longestGap() {
        Instant at = next(REFERENCE);
        Duration longest = Duration.ZERO;
        for (int i = 0; i < SAMPLE; i++) {
            Instant next = next(at);
            Duration gap = Duration.between(at, next);
            longest = gap.compareTo(longest) > 0 ? gap : longest;
            at = next;
        }
        return longest;
    }

    @Override
    public Instant next(Instant after) {
        Optional<ZonedDateTime> next = times.nextExecution(after.atZone(zone));
        return next.map(ZonedDateTime::toInstant)
                .orElseThrow(() -> new IllegalArgumentException("there is no such date"));
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public String text() {
        return text;
    }
}
