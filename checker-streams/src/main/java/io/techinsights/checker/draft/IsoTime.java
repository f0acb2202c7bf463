package io.techinsights.checker.draft;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;

/** A date, or a date and a time, of ISO-8601. Without an offset it is UTC; a date alone is its first moment. */
final class IsoTime {
    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[XXX][X]")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(java.util.Locale.ROOT);

    private IsoTime() {}

    /**
     * Reads one, to the millisecond.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    static Instant parse(String text) {
        try {
            TemporalAccessor time = FORM.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            Instant instant = time instanceof OffsetDateTime exact
                    ? exact.toInstant()
                    : time instanceof LocalDateTime local
                            ? local.toInstant(ZoneOffset.UTC)
                            : LocalDate.from(time).atStartOfDay().toInstant(ZoneOffset.UTC);
            return Instant.ofEpochMilli(instant.toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("is \"" + text
                    + "\", expected an ISO-8601 date or time such as 2026-11-01 or 2026-11-01T08:00:00Z");
        }
    }
}
