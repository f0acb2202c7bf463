package io.techinsights.schemas.fact;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;

/** Writes times to the millisecond, in UTC, {@code 2026-11-01T12:00:00.000+00:00}: many, so by digits and not by a pattern. */
final class UtcTimestamp {
    private static final DateTimeFormatter OTHER_YEARS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneOffset.UTC);
    private static final int LAST_YEAR = 9999;
    private static final String FORM = "0000-00-00T00:00:00.000+00:00";

    private UtcTimestamp() {}

    static String of(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
            return OTHER_YEARS.format(instant);
        }
        char[] text = FORM.toCharArray();
        write(text, 4, time.getYear());
        write(text, 7, time.getMonthValue());
        write(text, 10, time.getDayOfMonth());
        write(text, 13, time.getHour());
        write(text, 16, time.getMinute());
        write(text, 19, time.getSecond());
        write(text, 23, time.get(ChronoField.MILLI_OF_SECOND));
        return new String(text);
    }

    private static void write(char[] text, int end, int number) {
        int at = end;
        for (int rest = number; rest > 0; rest /= 10) {
            text[--at] = (char) ('0' + rest % 10);
        }
    }
}
